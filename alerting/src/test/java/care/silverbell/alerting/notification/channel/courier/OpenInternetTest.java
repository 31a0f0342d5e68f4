package care.silverbell.alerting.notification.channel.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInternetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://10.1.2.3/x",
        "https://172.16.0.1/x",
        "https://192.168.1.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://100.100.100.200/latest/meta-data",
        "https://0.0.0.0/x",
        "https://[::1]/x",
        "https://[fd00::1]/x",
        "https://[fe80::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "http://8.8.8.8/x",
        "https://user:password@8.8.8.8/x",
        "file:///etc/passwd",
        "ftp://8.8.8.8/x",
        "/x"
      })
  void anAddressThatDoesNotLeadOutIsObjectedTo(String address) {
    assertThat(new OpenInternet(Set.of()).objection(URI.create(address))).isPresent();
  }

  @Test
  void anAddressThatLeadsOutIsNot() {
    assertThat(new OpenInternet(Set.of()).objection(URI.create("https://8.8.8.8/x"))).isEmpty();
    assertThat(new OpenInternet(Set.of()).objection(URI.create("https://[2001:4860::1]/x")))
        .isEmpty();
  }

  @Test
  void aHostThatTheOperatorNamesMayBeAskedByHttpToo() {
    OpenInternet open = new OpenInternet(Set.of("127.0.0.1"));

    assertThat(open.objection(URI.create("http://127.0.0.1:9000/x"))).isEmpty();
    assertThat(open.objection(URI.create("http://localhost:9000/x"))).isPresent();
    assertThat(open.objection(URI.create("http://u:p@127.0.0.1:9000/x"))).isPresent();
  }
}
