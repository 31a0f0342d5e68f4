package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.channel.gateway.GatewayProfile;
import care.silverbell.alerting.notification.channel.gateway.GatewayProfiles;
import care.silverbell.alerting.notification.channel.gateway.GatewayReceipts;
import care.silverbell.alerting.notification.channel.gateway.GatewaySettings;
import care.silverbell.ingest.setting.NamedSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets for the ways of telling people. What is not set is not there: nobody is
 * told by a channel that nobody has set up. Group robots need no setting, their address says all.
 *
 * @param publicUrl how people's phones reach this service, without a slash at its end; null where
 *     they do not, and no message has a link then
 * @param pushSubject whom the operator of a push service may write to; null for no push
 * @param gateways the ways of all gateways
 * @param wecom where WeCom's robots are
 * @param dingtalk where DingTalk's robots are
 * @param innerHosts hosts of the own network that webhooks and push may go to
 */
public record ChannelSettings(
    @Nullable URI publicUrl,
    @Nullable String pushSubject,
    Optional<SmtpSettings> smtp,
    GatewayProfiles gateways,
    Optional<Gateway> sms,
    Optional<Gateway> voice,
    Optional<Ntfy> ntfy,
    @Nullable String webhookSecret,
    URI wecom,
    URI dingtalk,
    Set<String> innerHosts) {

  private static final int SHORTEST_SECRET = 16;

  /** One gateway, and what is set for it. */
  public record Gateway(GatewayProfile profile, GatewaySettings settings) {
    /** Without its secrets. */
    @Override
    public String toString() {
      return "Gateway[" + profile.id() + "]";
    }
  }

  /** An ntfy server. */
  public record Ntfy(URI server, @Nullable String token) {
    /** Without its secret. */
    @Override
    public String toString() {
      return "Ntfy[" + server + "]";
    }
  }

  /** Reads the settings. */
  public static ChannelSettings read(NamedSettings from) {
    GatewayProfiles gateways =
        from.part("GATEWAY_PROFILES", file -> GatewayProfiles.with(Path.of(file)))
            .orElseGet(GatewayProfiles::shipped);
    URI publicUrl = from.part("PUBLIC_URL", ChannelSettings::origin).orElse(null);
    String subject = from.part("PUSH_SUBJECT", ChannelSettings::subject).orElse(null);
    if (subject == null && publicUrl != null && "https".equals(publicUrl.getScheme())) {
      subject = publicUrl.toString();
    }
    return new ChannelSettings(
        publicUrl,
        subject,
        from.part("SMTP_URL", url -> SmtpSettings.of(url, from.text("SMTP_FROM", ""))),
        gateways,
        from.part("SMS_GATEWAY", id -> gateway(from, gateways, ChannelKind.SMS, id)),
        from.part("VOICE_GATEWAY", id -> gateway(from, gateways, ChannelKind.VOICE, id)),
        from.part("NTFY_URL", url -> new Ntfy(origin(url), from.value("NTFY_TOKEN"))),
        from.part("WEBHOOK_SECRET", ChannelSettings::secret).orElse(null),
        from.part("WECOM_URL", ChannelSettings::origin)
            .orElse(URI.create("https://qyapi.weixin.qq.com")),
        from.part("DINGTALK_URL", ChannelSettings::origin)
            .orElse(URI.create("https://oapi.dingtalk.com")),
        from.words("INNER_HOSTS").stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** How what gateways tell later is read. */
  public GatewayReceipts receipts() {
    return new GatewayReceipts(gateways);
  }

  /** Without their secrets. */
  @Override
  public String toString() {
    return "ChannelSettings[public %s, push %s, %s, sms %s, voice %s, %s, webhook %s]"
        .formatted(publicUrl, pushSubject, smtp, sms, voice, ntfy, webhookSecret != null);
  }

  private static URI web(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below, without the text, which may hold a password
    }
    throw new IllegalArgumentException("an address such as https://host");
  }

  /** An address that others' paths are put behind. */
  private static URI origin(String url) {
    URI uri = web(url.replaceAll("/+$", ""));
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("an address such as https://host, and nothing behind it");
    }
    return uri;
  }

  private static String subject(String subject) {
    if ((subject.startsWith("mailto:") && subject.contains("@"))
        || subject.startsWith("https://")) {
      return subject;
    }
    throw new IllegalArgumentException("mailto:somebody@office.example, or an https address");
  }

  private static String secret(String secret) {
    if (secret.length() < SHORTEST_SECRET) {
      throw new IllegalArgumentException("at least " + SHORTEST_SECRET + " characters");
    }
    return secret;
  }

  private static Gateway gateway(
      NamedSettings from, GatewayProfiles gateways, ChannelKind kind, String id) {
    String start = kind.name() + "_";
    GatewayProfile profile =
        gateways
            .named(id)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "no gateway is called that; there are " + gateways.ids()));
    String url = from.value(start + "URL");
    GatewaySettings settings =
        new GatewaySettings(
            url == null ? null : web(url).toString(),
            from.value(start + "KEY"),
            from.value(start + "SECRET"),
            from.value(start + "SIGN"),
            from.value(start + "TEMPLATE"),
            from.value(start + "FROM"));
    profile.check(kind, settings);
    return new Gateway(profile, settings);
  }
}
