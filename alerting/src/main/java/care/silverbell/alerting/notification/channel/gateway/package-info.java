/** Short messages and telephone calls through HTTP gateways whose ways are kept as data. */
@NullMarked
package care.silverbell.alerting.notification.channel.gateway;

import org.jspecify.annotations.NullMarked;
