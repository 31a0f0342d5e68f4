/** What needs a person, and which person. */
@NullMarked
package care.silverbell.alerting;

import org.jspecify.annotations.NullMarked;
