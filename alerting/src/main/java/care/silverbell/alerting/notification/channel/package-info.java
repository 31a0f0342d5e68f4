/** The ways of telling somebody, one class each, and what an operator sets for them. */
@NullMarked
package care.silverbell.alerting.notification.channel;

import org.jspecify.annotations.NullMarked;
