/** Asking a provider by HTTP without ever waiting longer, or reading more, than is good for us. */
@NullMarked
package care.silverbell.alerting.notification.channel.courier;

import org.jspecify.annotations.NullMarked;
