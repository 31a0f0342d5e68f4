package care.silverbell.alerting.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.channel.courier.Couriers;
import care.silverbell.ingest.testing.Certificate;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against GreenMail, and against mail servers that say what a test wants them to say. */
class EmailChannelTest {
  private static final String FROM = "银铃 <silverbell@office.example>";
  private static final String TO = "daughter@family.example";
  private static final String USER = "silverbell@office.example";
  private static final String PASSWORD = "p:ss/w@rd+1";
  private static final String IN_A_URL = "silverbell%40office.example:p%3Ass%2Fw%40rd+1";

  /** For servers that hang. */
  private static final Duration HASTY = Duration.ofMillis(1500);

  @TempDir static Path folder;
  private static Certificate certificate;

  @BeforeAll
  static void certify() throws Exception {
    certificate = Certificate.make(folder);
    // GreenMail takes its certificate from here.
    System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
    System.setProperty("greenmail.tls.keystore.password", Certificate.PASSWORD);
    System.setProperty("greenmail.tls.key.password", Certificate.PASSWORD);
  }

  private static EmailChannel channel(String url, @Nullable Certificate trusted) {
    return channel(url, trusted, Duration.ofSeconds(20));
  }

  private static EmailChannel channel(String url, @Nullable Certificate trusted, Duration whole) {
    return new EmailChannel(
        SmtpSettings.of(url, FROM),
        Couriers.CLOCK,
        whole,
        trusted == null ? null : trusted.context().getSocketFactory());
  }

  private static GreenMail greenMail(String protocol) {
    return new GreenMail(new ServerSetup(0, "127.0.0.1", protocol).dynamicPort());
  }

  @Test
  void aLetterArrivesOverTlsWithTheNameAndThePasswordThatAreAskedFor() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    server.start();
    try {
      server.setUser(USER, USER, PASSWORD);
      server.getUserManager().setAuthRequired(true);
      int port = server.getSmtps().getPort();

      Delivery delivery =
          channel("smtps://" + IN_A_URL + "@127.0.0.1:" + port, certificate)
              .send(Messages.KEY, TO, Messages.call());

      assertThat(delivery).isEqualTo(new Delivery.Taken("<" + Messages.KEY + "@office.example>"));
      assertThat(server.getReceivedMessages()).singleElement().satisfies(this::isTheCall);

      assertThat(
              channel("smtps://silverbell%40office.example:wrong@127.0.0.1:" + port, certificate)
                  .send(Messages.KEY, TO, Messages.call()))
          .isInstanceOfSatisfying(
              Delivery.Refused.class, it -> assertThat(it.reason()).contains("535"));
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  private void isTheCall(MimeMessage letter) throws Exception {
    assertThat(letter.getSubject()).isEqualTo("一键呼叫：王秀英");
    assertThat(letter.getMessageID()).isEqualTo("<" + Messages.KEY + "@office.example>");
    assertThat(letter.getFrom()[0].toString()).contains("silverbell@office.example");
    assertThat(letter.getSentDate()).isEqualTo(Date.from(Couriers.NOW));
    assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(letter.getHeader("Importance")).containsExactly("high");
    MimeMultipart both = (MimeMultipart) letter.getContent();
    assertThat(both.getContentType()).startsWith("multipart/alternative");
    assertThat(both.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat((String) both.getBodyPart(0).getContent()).contains("幸福街3号2单元501", Messages.LINK);
    assertThat(both.getBodyPart(1).getContentType()).startsWith("text/html");
    assertThat((String) both.getBodyPart(1).getContent())
        .contains("href=\"" + Messages.LINK + "\"", "<h1 ", "一键呼叫：王秀英");
  }

  @Test
  void whatIsMarkupInANameIsNoneInALetter() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP);
    server.start();
    try {
      channel("smtp://127.0.0.1:" + server.getSmtp().getPort() + "?tls=never", null)
          .send(Messages.KEY, TO, Messages.notice("A\r\nBcc: x@y.example", "<script>\"&"));

      MimeMessage letter = server.getReceivedMessages()[0];
      assertThat(letter.getHeader("Bcc")).isNull();
      assertThat((String) ((MimeMultipart) letter.getContent()).getBodyPart(1).getContent())
          .contains("&lt;script&gt;&quot;&amp;")
          .doesNotContain("<script>");
      assertThat(letter.getHeader("Importance")).isNull();
    } finally {
      server.stop();
    }
  }

  @Test
  void aServerWhoseCertificateNobodyTrustsGetsNoLetterAndNoPassword() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    server.start();
    try {
      assertThat(
              channel("smtps://" + IN_A_URL + "@127.0.0.1:" + server.getSmtps().getPort(), null)
                  .send(Messages.KEY, TO, Messages.call()))
          .isEqualTo(new Delivery.Refused("no trusted TLS connection to the mail server"));
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void aServerTurnsToTlsBeforeItHearsThePassword() throws Exception {
    try (SmtpPeer peer = new SmtpPeer(Map.of(), certificate)) {
      assertThat(
              channel("smtp://" + IN_A_URL + "@127.0.0.1:" + peer.port(), certificate)
                  .send(Messages.KEY, TO, Messages.call()))
          .isInstanceOf(Delivery.Taken.class);
      assertThat(peer.heard())
          .contains("STARTTLS", "tls RCPT TO:<" + TO + ">")
          .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"))
          .anyMatch(line -> line.startsWith("tls AUTH"));
    }
  }

  @Test
  void aServerThatCannotTurnToTlsHearsNoPasswordAndNoLetter() throws Exception {
    try (SmtpPeer peer = new SmtpPeer(Map.of(), null)) {
      assertThat(
              channel("smtp://" + IN_A_URL + "@127.0.0.1:" + peer.port(), certificate)
                  .send(Messages.KEY, TO, Messages.call()))
          .isEqualTo(new Delivery.Refused("the mail server offers no TLS"));
      assertThat(peer.heard()).noneMatch(line -> line.matches("(AUTH|MAIL|DATA).*"));
    }
  }

  @Test
  void aServerThatTurnsToTlsWithAStrangersCertificateHearsNoPassword() throws Exception {
    try (SmtpPeer peer = new SmtpPeer(Map.of(), certificate)) {
      assertThat(
              channel("smtp://" + IN_A_URL + "@127.0.0.1:" + peer.port(), null)
                  .send(Messages.KEY, TO, Messages.call()))
          .isEqualTo(new Delivery.Refused("no trusted TLS connection to the mail server"));
      assertThat(peer.heard()).noneMatch(line -> line.contains("AUTH"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "greeting | 421 4.3.2 shutting down         | TryAgain",
        "greeting | 554 5.7.1 you are listed        | Refused",
        "MAIL     | 451 4.3.0 later                 | TryAgain",
        "MAIL     | 550 5.7.1 not from you          | Refused",
        "RCPT     | 450 4.2.1 greylisted            | TryAgain",
        "RCPT     | 452 4.2.2 mailbox full          | TryAgain",
        "RCPT     | 550 5.1.1 no daughter@family.example | Refused",
        "DATA     | 451 4.3.0 later                 | TryAgain",
        "DATA     | 554 5.6.0 no                    | Refused",
        ".        | 452 4.3.1 no room               | TryAgain",
        ".        | 552 5.3.4 too big               | Refused",
        "EHLO     | go                              | TryAgain",
        "greeting | go                              | TryAgain",
        "DATA     | go                              | TryAgain",
        ".        | go                              | TryAgain",
        "greeting | hang                            | TryAgain",
        "RCPT     | hang                            | TryAgain",
        ".        | hang                            | TryAgain",
        "EHLO     | drip                            | TryAgain",
        ".        | drip                            | TryAgain",
        "QUIT     | hang                            | Taken",
        "QUIT     | go                              | Taken",
        "QUIT     | 500 what                        | Taken",
        "greeting | HTTP/1.1 400 Bad Request        | TryAgain"
      })
  void whatAServerSaysDecidesAndNoneIsWaitedForTooLong(String to, String says, String meant)
      throws Exception {
    try (SmtpPeer peer = new SmtpPeer(Map.of(to, says), null)) {
      long start = System.nanoTime();
      boolean never = (says.equals("hang") || says.equals("drip")) && !to.equals("QUIT");
      Delivery delivery =
          channel(
                  "smtp://127.0.0.1:" + peer.port() + "?tls=never",
                  null,
                  never ? HASTY : Duration.ofSeconds(20))
              .send(Messages.KEY, TO, Messages.call());

      assertThat(delivery.getClass().getSimpleName()).as(delivery.toString()).isEqualTo(meant);
      if (says.matches("[45]\\d\\d .*") && !meant.equals("Taken")) {
        assertThat(delivery.toString()).contains(says.substring(0, 3)).doesNotContain(TO);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void aServerThatHangsIsHungUpOn() throws Exception {
    try (SmtpPeer peer = new SmtpPeer(Map.of("RCPT", SmtpPeer.HANG), null)) {
      assertThat(
              channel("smtp://127.0.0.1:" + peer.port() + "?tls=never", null, HASTY)
                  .send(Messages.KEY, TO, Messages.call()))
          .isInstanceOf(Delivery.TryAgain.class);
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> peer.heard().contains("hung up"));
    }
  }

  @Test
  void aServerThatForgetsUsForAWhileIsTriedAgainAndOneThatDoesNotKnowUsIsNot() throws Exception {
    for (var answer :
        Map.of("454 4.7.0 later", Delivery.TryAgain.class, "535 5.7.8 no", Delivery.Refused.class)
            .entrySet()) {
      try (SmtpPeer peer = new SmtpPeer(Map.of("AUTH", answer.getKey()), certificate)) {
        Delivery delivery =
            channel("smtp://" + IN_A_URL + "@127.0.0.1:" + peer.port(), certificate)
                .send(Messages.KEY, TO, Messages.call());
        assertThat(delivery).as(delivery.toString()).isInstanceOf(answer.getValue());
        assertThat(delivery.toString()).doesNotContain(PASSWORD);
      }
    }
  }

  @Test
  void aServerThatIsNotThereMayBeTriedAgain() throws Exception {
    int port;
    try (SmtpPeer peer = new SmtpPeer(Map.of(), null)) {
      port = peer.port();
    }
    assertThat(
            channel("smtp://127.0.0.1:" + port + "?tls=never", null)
                .send(Messages.KEY, TO, Messages.call()))
        .isEqualTo(new Delivery.TryAgain("the mail server cannot be talked to", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "a@b\r\nRCPT TO:<x@y.example>", "a@b, c@d", "@b", "a b@c"})
  void whatIsNoAddressIsRefusedAndNoServerIsAsked(String to) throws Exception {
    try (SmtpPeer peer = new SmtpPeer(Map.of(), null)) {
      assertThat(
              channel("smtp://127.0.0.1:" + peer.port() + "?tls=never", null)
                  .send(Messages.KEY, to, Messages.call()))
          .isEqualTo(new Delivery.Refused("not an e-mail address"));
      assertThat(peer.heard()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example",
        "http://mail.example",
        "smtp:mail.example",
        "smtp://",
        "smtp://user:hidden-word@mail.example?tls=never",
        "smtp://us er:hidden-word@mail"
      })
  void whatIsNoMailServerIsRefusedWithoutItsPassword(String url) {
    assertThatThrownBy(() -> SmtpSettings.of(url, FROM))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("hidden-word");
  }

  @Test
  void aMailServersSettingsSayNothingOfItsPassword() {
    SmtpSettings settings = SmtpSettings.of("smtp://" + IN_A_URL + "@mail.example", FROM);

    assertThat(settings.username()).isEqualTo(USER);
    assertThat(settings.password()).isEqualTo(PASSWORD);
    assertThat(settings.port()).isEqualTo(587);
    assertThat(settings.toString()).doesNotContain("p:ss");
    assertThat(SmtpSettings.of("smtps://mail.example", FROM).port()).isEqualTo(465);
    assertThatThrownBy(() -> SmtpSettings.of("smtps://mail.example", "nobody"))
        .hasMessageContaining("from");
  }
}
