/** Whom an incident's notices reached and how, and what providers and pages say of it later. */
@NullMarked
package care.silverbell.records.notice;

import org.jspecify.annotations.NullMarked;
