package care.silverbell.alerting.notification.channel;

import static care.silverbell.alerting.notification.channel.courier.RawPeer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Couriers;
import care.silverbell.alerting.notification.channel.courier.OpenInternet;
import care.silverbell.alerting.notification.channel.courier.RawPeer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An ntfy server, and a program of somebody else's. */
class NtfyAndWebhookTest {
  private static final String SECRET = "a-secret-of-the-office";

  @Test
  void ntfyGetsTopicPriorityAndTheLinkOnAButton() throws Exception {
    try (RawPeer server =
        RawPeer.answering(_ -> answer(200, "{\"id\":\"sPs71M8A2T\",\"event\":\"message\"}"))) {
      Delivery delivery =
          new NtfyChannel(Couriers.patient(), server.uri(), "tk_secret")
              .send(Messages.KEY, "grid-3", Messages.call());

      assertThat(delivery).isEqualTo(new Delivery.Taken("sPs71M8A2T"));
      assertThat(server.only().header("Authorization")).isEqualTo("Bearer tk_secret");
      JsonObject body = new JsonObject(server.only().text());
      assertThat(body.getString("topic")).isEqualTo("grid-3");
      assertThat(body.getString("title")).isEqualTo("一键呼叫：王秀英");
      assertThat(body.getInteger("priority")).isEqualTo(5);
      assertThat(body.getString("click")).isEqualTo(Messages.LINK);
      assertThat(body.getJsonArray("actions").getJsonObject(0).getString("url"))
          .isEqualTo(Messages.LINK);
    }
  }

  @Test
  void ntfysReasonIsKeptWithoutItsTopic() throws Exception {
    try (RawPeer server =
        RawPeer.answering(
            _ -> answer(403, "{\"code\":40301,\"http\":403,\"error\":\"forbidden for grid-3\"}"))) {
      assertThat(
              new NtfyChannel(Couriers.patient(), server.uri(), null)
                  .send(Messages.KEY, "grid-3", Messages.call()))
          .isEqualTo(new Delivery.Refused("answered 403: forbidden for …"));
      assertThat(server.only().header("Authorization")).isEmpty();
    }
  }

  @Test
  void aReceiverThatChecksAsItIsToldToTakesAWebhook() throws Exception {
    try (RawPeer receiver = RawPeer.answering(NtfyAndWebhookTest::checked)) {
      WebhookChannel channel =
          new WebhookChannel(
              Couriers.patient(), new OpenInternet(Set.of("127.0.0.1")), SECRET, Couriers.CLOCK);

      assertThat(channel.send(Messages.KEY, receiver.uri() + "/hook", Messages.call()))
          .isEqualTo(new Delivery.Taken(null));
      assertThat(receiver.only().header("Idempotency-Key")).isEqualTo(Messages.KEY.toString());
      JsonObject body = new JsonObject(receiver.only().text());
      assertThat(body.getString("id")).isEqualTo(Messages.KEY.toString());
      assertThat(body.getString("incident")).isEqualTo(Messages.INCIDENT);
      assertThat(body.getString("link")).isEqualTo(Messages.LINK);

      assertThat(
              new WebhookChannel(
                      Couriers.patient(),
                      new OpenInternet(Set.of("127.0.0.1")),
                      "another-secret-of-nobody",
                      Couriers.CLOCK)
                  .send(Messages.KEY, receiver.uri() + "/hook", Messages.call()))
          .isEqualTo(new Delivery.Refused("answered 401"));
    }
  }

  /** The receiver's side, with openssl instead of our own digest. */
  private static String checked(RawPeer.Request request) {
    try {
      String timestamp = request.header("Silverbell-Timestamp");
      Process openssl = new ProcessBuilder("openssl", "dgst", "-sha256", "-hmac", SECRET).start();
      try (var in = openssl.getOutputStream()) {
        in.write((timestamp + ".").getBytes(StandardCharsets.UTF_8));
        in.write(request.body());
      }
      String digest =
          new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      String shown = request.header("Silverbell-Signature");
      boolean young = Math.abs(Long.parseLong(timestamp) - Couriers.NOW.getEpochSecond()) <= 300;
      return young && digest.endsWith("= " + shown.substring("v1=".length()))
          ? answer(204, "")
          : answer(401, "");
    } catch (Exception e) {
      return answer(500, "");
    }
  }

  @Test
  void aWebhookInsideTheOfficeIsOnlyAskedWhereTheOperatorNamesItsHost() throws Exception {
    try (RawPeer inside = RawPeer.answering(_ -> answer(200, ""))) {
      Message message = Messages.call();
      assertThat(
              new WebhookChannel(
                      Couriers.patient(), new OpenInternet(Set.of()), SECRET, Couriers.CLOCK)
                  .send(Messages.KEY, inside.uri() + "/hook", message))
          .isEqualTo(new Delivery.Refused("not an https address"));
      assertThat(inside.requests()).isEmpty();
    }
  }
}
