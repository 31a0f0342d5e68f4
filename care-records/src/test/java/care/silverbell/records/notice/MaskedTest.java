package care.silverbell.records.notice;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.ChannelKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
  @ParameterizedTest
  @CsvSource({
    "SMS, 13812345605, 138******05",
    "VOICE, +8613812345605, +86*********05",
    "SMS, 110, ***",
    "EMAIL, daughter@example.org, d***@example.org",
    "EMAIL, nonsense, ***",
    "WECOM, https://robots.example.org/send?key=3f0c, robots.example.org",
    "PUSH, https://push.example.net/v1/abcdef, push.example.net",
    "NTFY, topic-nobody-may-know, ***",
    "WEBHOOK, http://[bad, ***",
    "PAGE, account-7, ''"
  })
  void anAddressIsKnownAgainByWhoKnowsIt(ChannelKind channel, String address, String shown) {
    assertThat(Masked.of(channel, address)).isEqualTo(shown);
  }
}
