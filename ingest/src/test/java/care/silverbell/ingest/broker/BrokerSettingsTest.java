package care.silverbell.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "tcp://broker, broker, 1883, false",
    "mqtt://10.0.0.7:2000, 10.0.0.7, 2000, false",
    "ssl://broker.example, broker.example, 8883, true",
    "MQTTS://broker:443, broker, 443, true",
    "'tcp://[::1]:1884', '::1', 1884, false",
  })
  void readsTheAddress(String url, String host, int port, boolean tls) {
    BrokerSettings settings = new BrokerSettings(url, null, null);
    assertThat(settings.host()).isEqualTo(host);
    assertThat(settings.port()).isEqualTo(port);
    assertThat(settings.tls()).isEqualTo(tls);
  }

  @ParameterizedTest
  @CsvSource({"http://broker", "broker", "'tcp://'", "'tcp://bro ker'", "tcp://u:s3cret@broker"})
  void refusesWhatIsNoBrokersAddressWithoutPrintingAPassword(String url) {
    assertThatThrownBy(() -> new BrokerSettings(url, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void neverPrintsThePassword() {
    assertThat(new BrokerSettings("tcp://broker", "service", "s3cret"))
        .hasToString("tcp://broker as service");
  }
}
