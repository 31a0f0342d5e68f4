/**
 * What is left to do once an incident is over: both sides say how it went, somebody looks in again.
 */
@NullMarked
package care.silverbell.records.aftercare;

import org.jspecify.annotations.NullMarked;
