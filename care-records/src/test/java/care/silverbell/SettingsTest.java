package care.silverbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.records.openid.OpenIdSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void withNothingSetEverythingRunsEmbedded() {
    Settings settings = Settings.read(Map.of());

    assertThat(settings.broker()).isEmpty();
    assertThat(settings.database()).isEmpty();
    assertThat(settings.influx()).isEmpty();
    assertThat(settings.metricsPort()).isEmpty();
    assertThat(settings.dataDir()).isEqualTo(Path.of("./data"));
    assertThat(settings.httpHost()).isEqualTo("127.0.0.1");
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.mqttPort()).isEqualTo(1883);
    assertThat(settings.spoolLimitBytes()).isEqualTo(4L << 30);
    assertThat(settings.locale()).isEqualTo("zh-CN");
    assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(settings.demo()).isFalse();
  }

  @Test
  void allThatIsWrongIsSaidAtOnce(@TempDir Path folder) {
    Map<String, String> wrong =
        Map.of(
            "SILVERBELL_CONFIG", folder.resolve("none.properties").toString(),
            "SILVERBELL_HTTP_PORT", "eighty",
            "SILVERBELL_METRICS_PORT", "65536",
            "SILVERBELL_MQTT_PORT", "-1",
            "SILVERBELL_BROKER_URL", "amqp://broker",
            "SILVERBELL_DEMO", "yes",
            "SILVERBELL_SPOOL_LIMIT", "much",
            "SILVERBELL_MQTT_TLS_KEYSTORE", folder.resolve("none.p12").toString(),
            "SILVERBELL_MAP_TILES", "not an address",
            "SILVERBELL_LOCALE", "fr");

    assertThatThrownBy(() -> Settings.read(wrong))
        .isInstanceOf(Settings.Unusable.class)
        .message()
        .satisfies(message ->
            assertThat(wrong.keySet()).allSatisfy(name -> assertThat(message).contains(name)))
        .satisfies(message -> assertThat(message.lines()).hasSize(wrong.size()));
  }

  @Test
  void whatIsWrongWithAWayOfTellingPeopleIsSaidWithTheRest() {
    assertThatThrownBy(() ->
            Settings.read(
                Map.of(
                    "SILVERBELL_SMTP_URL", "mail.example",
                    "SILVERBELL_SMS_GATEWAY", "pigeon",
                    "SILVERBELL_DEMO", "yes")))
        .isInstanceOf(Settings.Unusable.class)
        .message()
        .contains("SILVERBELL_SMTP_URL: ", "SILVERBELL_SMS_GATEWAY: ", "SILVERBELL_DEMO ")
        .satisfies(message -> assertThat(message.lines()).hasSize(3));
  }

  @Test
  void theServicesOwnBandPressesWhereTheBrokerIsOursAndElsewhereIfItIsWanted() {
    String broker = "SILVERBELL_BROKER_URL";
    assertThat(Settings.read(Map.of()).canary().on()).isTrue();
    assertThat(Settings.read(Map.of("SILVERBELL_CANARY", "false")).canary().on()).isFalse();
    assertThat(Settings.read(Map.of(broker, "tcp://broker")).canary().on()).isFalse();
    Settings.CanarySettings wanted =
        Settings.read(
                Map.of(
                    broker,
                    "tcp://broker:1884",
                    "SILVERBELL_CANARY",
                    "true",
                    "SILVERBELL_CANARY_BROKER_URL",
                    "tcp://broker:1883"))
            .canary();
    assertThat(wanted.on()).isTrue();
    assertThat(wanted.broker()).isEqualTo("tcp://broker:1883");
    assertThat(wanted.every()).isEqualTo(java.time.Duration.ofMinutes(1));
  }

  @Test
  void halfASignInProviderIsRefusedAndAWholeOneIsRead() {
    Map<String, String> whole =
        Map.of(
            "SILVERBELL_OIDC_ISSUER", "https://login.example.org/realms/office",
            "SILVERBELL_OIDC_CLIENT_ID", "silverbell",
            "SILVERBELL_OIDC_CLIENT_SECRET", "hush");
    for (String left : whole.keySet()) {
      Map<String, String> half = new java.util.HashMap<>(whole);
      half.remove(left);
      assertThatThrownBy(() -> Settings.read(half))
          .isInstanceOf(Settings.Unusable.class)
          .hasMessageContaining(left);
    }
    assertThatThrownBy(() -> Settings.read(Map.of("SILVERBELL_OIDC_NAME", "office")))
        .isInstanceOf(Settings.Unusable.class);
    Map<String, String> inClear = new java.util.HashMap<>(whole);
    inClear.put("SILVERBELL_OIDC_ISSUER", "http://login.example.org");
    assertThatThrownBy(() -> Settings.read(inClear))
        .isInstanceOf(Settings.Unusable.class)
        .hasMessageContaining("SILVERBELL_OIDC_ISSUER");

    OpenIdSettings read = Settings.read(whole).openId().orElseThrow();
    assertThat(read.name()).isEqualTo("login.example.org");
    assertThat(read.toString()).doesNotContain("hush");
    assertThat(Settings.read(Map.of()).openId()).isEmpty();
  }

  @Test
  void whoLookedIsKnownForThreeYearsAndNeverForLessThanHalfAYear() {
    assertThat(Settings.read(Map.of()).accessLogKept()).hasDays(1_096);
    assertThat(Settings.read(Map.of("SILVERBELL_ACCESS_LOG_DAYS", "184")).accessLogKept())
        .hasDays(184);
    for (String days : new String[] {"183", "0", "for ever"}) {
      assertThatThrownBy(() -> Settings.read(Map.of("SILVERBELL_ACCESS_LOG_DAYS", days)))
          .isInstanceOf(Settings.Unusable.class)
          .hasMessageContaining("SILVERBELL_ACCESS_LOG_DAYS");
    }
  }

  @Test
  void aZoneThatIsNoneIsRefusedByItsName() {
    assertThat(Settings.read(Map.of("SILVERBELL_ZONE", "Europe/Berlin")).zone())
        .isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThatThrownBy(() -> Settings.read(Map.of("SILVERBELL_ZONE", "UTC+8")))
        .hasMessageContaining("SILVERBELL_ZONE");
    assertThatThrownBy(() -> Settings.read(Map.of("SILVERBELL_ZONE", "Yantai")))
        .isInstanceOf(Settings.Unusable.class)
        .hasMessageContaining("SILVERBELL_ZONE");
  }

  @ParameterizedTest
  @CsvSource({"DATABASE_URL, mysql://somewhere/db", "INFLUX_URL, influx.example"})
  void anAddressOfAnotherKindIsRefusedByItsName(String name, String value) {
    assertThatThrownBy(() -> Settings.read(Map.of("SILVERBELL_" + name, value)))
        .isInstanceOf(Settings.Unusable.class)
        .hasMessageContaining("SILVERBELL_" + name);
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024", "3K, 3072", "500M, 524288000", "2G, 2147483648"})
  void aSizeIsANumberOfBytesWithItsUnit(String said, long bytes) {
    assertThat(Settings.read(Map.of("SILVERBELL_SPOOL_LIMIT", said)).spoolLimitBytes())
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "-1G", "0", "1T", "9999999999G", "1.5G", "４Ｇ"})
  void aSizeThatIsNoneIsRefused(String said) {
    assertThatThrownBy(() -> Settings.read(Map.of("SILVERBELL_SPOOL_LIMIT", said)))
        .isInstanceOf(Settings.Unusable.class)
        .hasMessageContaining("SILVERBELL_SPOOL_LIMIT");
  }

  @Test
  void theEnvironmentStandsAboveTheFileAndBlankIsNotSet(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("silverbell.properties"),
            """
            SILVERBELL_HTTP_PORT=9090
            SILVERBELL_INSTANCE=second
            SILVERBELL_LOCALE=en
            """);
    Settings settings =
        Settings.read(
            Map.of(
                "SILVERBELL_CONFIG", file.toString(),
                "SILVERBELL_HTTP_PORT", "9191",
                "SILVERBELL_BROKER_URL", "  "));

    assertThat(settings.httpPort()).isEqualTo(9191);
    assertThat(settings.instance()).isEqualTo("second");
    assertThat(settings.locale()).isEqualTo("en");
    assertThat(settings.broker()).isEmpty();
  }

  @Test
  void noSecretIsInWhatSettingsSayOfThemselves() {
    Settings settings =
        Settings.read(
            Map.of(
                "SILVERBELL_BROKER_URL", "tcp://broker",
                "SILVERBELL_BROKER_USERNAME", "service",
                "SILVERBELL_BROKER_PASSWORD", "s3cret-one",
                "SILVERBELL_DATABASE_URL", "postgresql://db/silverbell",
                "SILVERBELL_DATABASE_PASSWORD", "s3cret-two",
                "SILVERBELL_INFLUX_URL", "http://influx:8086",
                "SILVERBELL_INFLUX_TOKEN", "s3cret-three",
                "SILVERBELL_BROKER_AUTH_TOKEN", "s3cret-four"));

    assertThat(settings.toString()).contains("broker").doesNotContain("s3cret");
  }

  @Test
  void thePageMayLoadMapsFromTheirSourceAndNowhereElse() {
    Settings settings =
        Settings.read(
            Map.of("SILVERBELL_MAP_TILES", "https://tiles.example:8443/{z}/{x}/{y}.png?k=1"));

    assertThat(settings.mapSource()).isEqualTo("https://tiles.example:8443");
    assertThat(Settings.read(Map.of()).mapSource()).isEmpty();
  }
}
