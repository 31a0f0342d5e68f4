/** Web Push: sealed for one browser, signed for its push service. */
@NullMarked
package care.silverbell.alerting.notification.channel.push;

import org.jspecify.annotations.NullMarked;
