package care.silverbell.alerting.notification;

/**
 * Where somebody can be told on one channel.
 *
 * @param to a telephone number, an e-mail address, a subscription, a robot's address: what the
 *     channel takes
 * @param verified whether its owner has shown that it is theirs
 */
public record Address(ChannelKind channel, String to, boolean verified) {}
