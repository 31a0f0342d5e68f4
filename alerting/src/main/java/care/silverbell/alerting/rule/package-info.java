/** What is concluded from readings, one pure class a rule; no clock, no store. */
@NullMarked
package care.silverbell.alerting.rule;

import org.jspecify.annotations.NullMarked;
