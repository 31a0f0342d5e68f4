package care.silverbell;

import care.silverbell.alerting.notification.Links;
import care.silverbell.alerting.notification.channel.ChannelSettings;
import care.silverbell.ingest.IngestSettings;
import care.silverbell.ingest.broker.BrokerSettings;
import care.silverbell.ingest.broker.EmbeddedBroker;
import care.silverbell.ingest.database.DatabaseSettings;
import care.silverbell.ingest.setting.NamedSettings;
import care.silverbell.ingest.telemetry.InfluxSettings;
import care.silverbell.records.band.Bands;
import care.silverbell.records.band.BrokerLookUps;
import care.silverbell.records.http.SessionRoutes;
import care.silverbell.records.openid.OpenIdSettings;
import care.silverbell.records.seal.RecordKey;
import care.silverbell.records.signin.RequestLimits;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sets. With nothing set everything runs embedded. Longer than a file should be,
 * because every setting is read, checked and explained in this one place.
 *
 * @param broker empty for the embedded one
 * @param database empty for the embedded one
 * @param influx empty keeps readings in PostgreSQL
 * @param spoolLimitBytes how much may wait on disk while InfluxDB is away
 * @param keystore for TLS on the embedded broker; empty for none
 * @param mqttAuthToken what mosquitto and EMQX show when they ask who may come in
 * @param adminPassword of account {@code admin}, which is made where there is no account yet
 * @param recordKey what resident id numbers are sealed with; null for the file in the data folder
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 * @param requestsPerSecond of one account for ever; four times as many at once, and four times as
 *     many of one address
 * @param instance names this service's sessions at the broker; two services on one broker need two
 *     names
 * @param openId the office's own sign-in; empty for accounts and passwords alone
 * @param accessLogKept how long it is known who looked at whom
 * @param zone whose wall clock rotas are written by
 * @param channels how people are told
 * @param gatewayToken what gateways show when they tell what became of a message; null refuses them
 */
public record Settings(
    Path dataDir,
    String httpHost,
    int httpPort,
    Optional<Integer> metricsPort,
    String mqttHost,
    int mqttPort,
    Optional<BrokerSettings> broker,
    Optional<DatabaseSettings> database,
    Optional<InfluxSettings> influx,
    long spoolLimitBytes,
    Optional<Keystore> keystore,
    @Nullable String mqttAuthToken,
    @Nullable String adminPassword,
    @Nullable RecordKey recordKey,
    @Nullable String mapTiles,
    @Nullable String mapAttribution,
    Set<String> trustedProxies,
    int requestsPerSecond,
    String instance,
    boolean demo,
    boolean demoTown,
    String locale,
    Optional<OpenIdSettings> openId,
    Duration accessLogKept,
    ZoneId zone,
    ChannelSettings channels,
    CanarySettings canary,
    @Nullable String gatewayToken) {
  private static final int ACCESS_LOG_DAYS = 1_096;
  private static final int FEWEST_LOG_DAYS = 184;

  /**
   * Whether a band of the service's own presses, to see that presses come through.
   *
   * @param broker where bands are let in; null for where the service is
   */
  public record CanarySettings(boolean on, @Nullable String broker, Duration every) {}

  /**
   * Where a notice can be answered without sign-in: at the address people's phones reach this
   * service by, else where it listens.
   */
  Links links() {
    return token -> origin() + "/a/" + token;
  }

  /** Where a search card of that token is. */
  UnaryOperator<String> cardLinks() {
    return token -> origin() + "/s/" + token;
  }

  private String origin() {
    URI set = channels.publicUrl();
    return set == null ? "http://" + httpHost + ":" + httpPort : set.toString();
  }

  /** TLS for the embedded broker: a PKCS#12 file, and the port it adds. */
  public record Keystore(Path file, String password, int port) {
    @Override
    public String toString() {
      return "Keystore[" + file + ", port " + port + "]";
    }
  }

  /** Settings that cannot be used; the message lists all that is wrong. */
  public static final class Unusable extends RuntimeException {
    Unusable(List<String> wrong) {
      super(String.join("\n", wrong));
    }
  }

  /**
   * Reads the environment, and behind it the file that {@code SILVERBELL_CONFIG} names.
   *
   * @throws Unusable if anything is wrong, naming all of it
   */
  public static Settings read(Map<String, String> environment) {
    List<String> wrong = new ArrayList<>();
    Properties file = file(environment, wrong);
    NamedSettings from = new NamedSettings(name -> named(environment, file, name), wrong);
    Settings settings =
        new Settings(
            Path.of(from.text("DATA_DIR", "./data")),
            from.text("HTTP_HOST", "127.0.0.1"),
            from.port("HTTP_PORT", 8080),
            from.optionalPort("METRICS_PORT"),
            from.text("MQTT_HOST", "127.0.0.1"),
            from.port("MQTT_PORT", 1883),
            from.part(
                "BROKER_URL",
                url ->
                    new BrokerSettings(
                        url, from.value("BROKER_USERNAME"), from.value("BROKER_PASSWORD"))),
            from.part(
                "DATABASE_URL",
                url ->
                    new DatabaseSettings(
                        url, from.value("DATABASE_USERNAME"), from.value("DATABASE_PASSWORD"))),
            from.part("INFLUX_URL", url -> influx(from, url)),
            from.bytes("SPOOL_LIMIT", "4G"),
            from.part("MQTT_TLS_KEYSTORE", store -> keystore(from, store)),
            from.value("BROKER_AUTH_TOKEN"),
            from.value("ADMIN_PASSWORD"),
            from.part("RECORD_KEY", RecordKey::of).orElse(null),
            from.part("MAP_TILES", Settings::tiles).orElse(null),
            from.value("MAP_ATTRIBUTION"),
            from.words("TRUSTED_PROXIES"),
            from.number("REQUESTS_PER_SECOND", 50),
            from.text("INSTANCE", "main"),
            from.flag("DEMO", false),
            from.flag("DEMO_TOWN", true),
            from.text("LOCALE", "zh-CN"),
            openId(from),
            accessLogKept(from),
            from.zone("ZONE", "Asia/Shanghai"),
            ChannelSettings.read(from),
            canary(from),
            from.value("GATEWAY_TOKEN"));
    if (!List.of("zh-CN", "en").contains(settings.locale())) {
      wrong.add("SILVERBELL_LOCALE is zh-CN or en");
    }
    if (!wrong.isEmpty()) {
      throw new Unusable(wrong);
    }
    return settings;
  }

  /** The origin map pictures come from; empty for none. */
  public String mapSource() {
    if (mapTiles == null) {
      return "";
    }
    URI uri = uriOf(mapTiles);
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  /** Without its secrets. */
  @Override
  public String toString() {
    return "Settings[data in %s, http %s:%d, mqtt %s:%d, %s, %s, %s, demo %s]"
        .formatted(dataDir, httpHost, httpPort, mqttHost, mqttPort, broker, database, influx, demo);
  }

  /** What the ground floor is told. */
  IngestSettings ingest() {
    EmbeddedBroker.Tls tls =
        keystore
            .map(it -> new EmbeddedBroker.Tls(it.port(), it.file(), it.password()))
            .orElse(null);
    return new IngestSettings(
        broker,
        new EmbeddedBroker.Settings(dataDir.resolve("broker"), mqttHost, mqttPort, tls),
        instance);
  }

  /** What the page is told. */
  SessionRoutes.Face face() {
    return new SessionRoutes.Face(locale, demo, mapTiles, mapAttribution);
  }

  /** How requests are counted, by account or by address. */
  RequestLimits requestLimits(int times) {
    double perSecond = (double) requestsPerSecond * times;
    return new RequestLimits(perSecond, 4 * perSecond, System::nanoTime);
  }

  /** What other brokers may look up. */
  BrokerLookUps lookUps(Bands bands) {
    return new BrokerLookUps(
        bands,
        mqttAuthToken,
        broker.map(BrokerSettings::username).orElse(null),
        broker.map(BrokerSettings::password).orElse(null));
  }

  /** The page's content policy names the source, so it must be one. */
  private static String tiles(String template) {
    URI uri = uriOf(template);
    if (!List.of("http", "https").contains(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("an address such as https://host/{z}/{x}/{y}.png");
    }
    return template;
  }

  private static URI uriOf(String template) {
    return URI.create(template.replaceAll("[{}]", ""));
  }

  private static @Nullable String named(
      Map<String, String> environment, Properties file, String name) {
    String key = "SILVERBELL_" + name;
    String value = environment.getOrDefault(key, file.getProperty(key));
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static Properties file(Map<String, String> environment, List<String> wrong) {
    Properties properties = new Properties();
    String name = environment.get("SILVERBELL_CONFIG");
    if (name != null) {
      try (Reader reader = Files.newBufferedReader(Path.of(name), StandardCharsets.UTF_8)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        wrong.add("SILVERBELL_CONFIG names " + name + ", which cannot be read: " + e.getMessage());
      }
    }
    return properties;
  }

  /** On by itself only where the broker is ours and surely lets it in. */
  private static CanarySettings canary(NamedSettings from) {
    boolean on = from.flag("CANARY", from.value("BROKER_URL") == null);
    from.part("CANARY_BROKER_URL", url -> new BrokerSettings(url, null, null));
    Duration every = Duration.ofSeconds(from.number("CANARY_SECONDS", 60));
    return new CanarySettings(on, from.value("CANARY_BROKER_URL"), every);
  }

  /**
   * Three years, as PIPL (article 56) has the assessment and record of handling sensitive data
   * kept; never less than the six months for logs of the Cybersecurity Law (of 2017, article 21).
   */
  private static Duration accessLogKept(NamedSettings from) {
    int days = from.number("ACCESS_LOG_DAYS", ACCESS_LOG_DAYS);
    if (days < FEWEST_LOG_DAYS) {
      from.wrong()
          .add(
              "SILVERBELL_ACCESS_LOG_DAYS is %d or more: logs are kept for six months at least"
                  .formatted(FEWEST_LOG_DAYS));
    }
    return Duration.ofDays(days);
  }

  /** All of it or nothing: with half of it a button would lead nowhere. */
  private static Optional<OpenIdSettings> openId(NamedSettings from) {
    List<String> missing =
        Stream.of("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
            .filter(it -> from.value(it) == null)
            .toList();
    if (missing.size() == 3 && from.value("OIDC_NAME") == null) {
      return Optional.empty();
    }
    if (!missing.isEmpty()) {
      from.wrong()
          .add(
              "sign-in through a provider needs SILVERBELL_"
                  + String.join(" and SILVERBELL_", missing)
                  + " too");
      return Optional.empty();
    }
    return from.part(
        "OIDC_ISSUER",
        issuer -> {
          URI uri = URI.create(issuer);
          return new OpenIdSettings(
              uri,
              from.text("OIDC_CLIENT_ID", ""),
              from.text("OIDC_CLIENT_SECRET", ""),
              from.text("OIDC_NAME", String.valueOf(uri.getHost())));
        });
  }

  private static InfluxSettings influx(NamedSettings from, String url) {
    return new InfluxSettings(
        url,
        from.value("INFLUX_TOKEN"),
        from.value("INFLUX_ORG"),
        from.text("INFLUX_BUCKET", "silverbell"));
  }

  private static Keystore keystore(NamedSettings from, String file) {
    if (!Files.isReadable(Path.of(file))) {
      throw new IllegalArgumentException(file + " cannot be read");
    }
    return new Keystore(
        Path.of(file),
        from.text("MQTT_TLS_KEYSTORE_PASSWORD", ""),
        from.port("MQTT_TLS_PORT", 8883));
  }
}
