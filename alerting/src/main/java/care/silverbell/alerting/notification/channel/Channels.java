package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.channel.courier.Courier;
import care.silverbell.alerting.notification.channel.courier.OpenInternet;
import care.silverbell.alerting.notification.channel.gateway.GatewayChannel;
import care.silverbell.alerting.notification.channel.push.PushChannel;
import care.silverbell.alerting.notification.channel.push.VapidKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The ways of telling people outside of the open page, as an operator has set them. */
public final class Channels {
  private Channels() {}

  /**
   * One of each that is set up.
   *
   * @param key whom push services and browsers know this service as
   * @param gone told of each push subscription that is dead, as {@code Address.to} has it
   */
  public static List<Channel> open(
      ChannelSettings settings, VapidKey key, Consumer<String> gone, InstantSource clock) {
    Courier courier = new Courier(clock);
    OpenInternet open = new OpenInternet(settings.innerHosts());
    List<Channel> channels = new ArrayList<>();
    String subject = settings.pushSubject();
    if (subject != null) {
      channels.add(new PushChannel(courier, open, key, subject, gone, clock));
    }
    settings.voice().ifPresent(it -> channels.add(gateway(ChannelKind.VOICE, it, courier, clock)));
    settings.sms().ifPresent(it -> channels.add(gateway(ChannelKind.SMS, it, courier, clock)));
    channels.add(new WecomChannel(courier, settings.wecom(), clock));
    channels.add(new DingtalkChannel(courier, settings.dingtalk(), clock));
    settings
        .ntfy()
        .ifPresent(it -> channels.add(new NtfyChannel(courier, it.server(), it.token())));
    String secret = settings.webhookSecret();
    if (secret != null) {
      channels.add(new WebhookChannel(courier, open, secret, clock));
    }
    settings.smtp().ifPresent(it -> channels.add(new EmailChannel(it, clock)));
    return List.copyOf(channels);
  }

  /** The same where nobody keeps subscriptions. */
  public static List<Channel> open(ChannelSettings settings) {
    return open(settings, VapidKey.fresh(), _ -> {}, InstantSource.system());
  }

  private static Channel gateway(
      ChannelKind kind, ChannelSettings.Gateway gateway, Courier courier, InstantSource clock) {
    return GatewayChannel.open(kind, gateway.profile(), gateway.settings(), courier, clock);
  }
}
