package care.silverbell.alerting.notification.channel.push;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Answer;
import care.silverbell.alerting.notification.channel.courier.Courier;
import care.silverbell.alerting.notification.channel.courier.OpenInternet;
import care.silverbell.alerting.notification.channel.courier.Said;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Web Push (RFC 8030) to a browser that has allowed it, signed with our VAPID key (RFC 8292) and
 * sealed for the browser alone (RFC 8291).
 *
 * <p>The page's service worker gets {@code {"title","body","url","incident","severity","language",
 * "key","test"}}. A newer message of the same incident takes the place of one that has not reached
 * the browser yet ({@code Topic}).
 */
public final class PushChannel implements Channel {
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_BODY = 600;

  private final Courier courier;
  private final OpenInternet open;
  private final VapidKey key;
  private final String subject;
  private final Consumer<String> gone;
  private final InstantSource clock;

  /**
   * With what it needs.
   *
   * @param subject whom a push service's operator may write to: {@code mailto:} or {@code https:}
   * @param gone told of each subscription that is dead, as {@code Address.to} has it
   */
  public PushChannel(
      Courier courier,
      OpenInternet open,
      VapidKey key,
      String subject,
      Consumer<String> gone,
      InstantSource clock) {
    this.courier = courier;
    this.open = open;
    this.key = key;
    this.subject = subject;
    this.gone = gone;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.PUSH;
  }

  @Override
  public Delivery send(UUID id, String to, Message message) {
    PushSubscription subscription;
    try {
      subscription = PushSubscription.of(to);
    } catch (IllegalArgumentException e) {
      return new Delivery.Refused("not a push subscription of a browser");
    }
    Optional<String> objection = open.objection(subscription.endpoint());
    if (objection.isPresent()) {
      return new Delivery.Refused(objection.get());
    }
    HttpRequest request =
        HttpRequest.newBuilder(subscription.endpoint())
            .header(
                "Authorization",
                key.authorization(subscription.endpoint(), subject, clock.instant()))
            .header("Content-Encoding", "aes128gcm")
            .header("Content-Type", "application/octet-stream")
            .header("TTL", String.valueOf(timeToLive(message).toSeconds()))
            .header("Urgency", urgency(message))
            .header("Topic", topic(message))
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    PushSealing.seal(payload(id, message), subscription)))
            .build();
    return switch (courier.carry(request)) {
      case Answer.Whole answer -> delivery(answer, to, subscription);
      case Answer.None none -> Delivery.ofThisAddress(none.failure());
    };
  }

  /** Each maker of browsers has a push service of its own: a failure says nothing of the others. */
  private Delivery delivery(Answer.Whole answer, String to, PushSubscription subscription) {
    if (answer.isSuccess()) {
      return new Delivery.Taken(null);
    }
    if (answer.status() == NOT_FOUND || answer.status() == GONE) {
      gone.accept(to);
      return new Delivery.Refused("the browser no longer wants to be told");
    }
    // The service's words may repeat the endpoint or a part of it, and each part is a secret.
    List<String> secrets = new ArrayList<>(List.of(subscription.endpoint().toString()));
    secrets.addAll(List.of(String.valueOf(subscription.endpoint().getPath()).split("/")));
    return Delivery.ofThisAddress(
        answer.failure(Said.by(answer.body(), secrets.toArray(String[]::new))));
  }

  /** An old alarm that rings a phone hours later does harm: the page shows what is open anyway. */
  private static Duration timeToLive(Message message) {
    return switch (message.severity()) {
      case "emergency" -> Duration.ofHours(1);
      case "urgent" -> Duration.ofHours(4);
      default -> Duration.ofHours(24);
    };
  }

  /** RFC 8030, 5.3: "high" is what wakes a phone that saves its battery. */
  private static String urgency(Message message) {
    return switch (message.severity()) {
      case "emergency", "urgent" -> "high";
      default -> "normal";
    };
  }

  /** RFC 8030, 5.4: at most 32 characters of base64url, which a UUID without its hyphens is. */
  private static String topic(Message message) {
    String topic = message.incident().replaceAll("[^A-Za-z0-9_-]", "").replace("-", "");
    return topic.length() <= 32 ? topic : topic.substring(0, 32);
  }

  private static byte[] payload(UUID id, Message message) {
    return new JsonObject()
        .put("title", cut(message.title(), LONGEST_TITLE))
        .put("body", cut(message.body(), LONGEST_BODY))
        .put("url", message.link())
        .put("incident", message.incident())
        .put("severity", message.severity())
        .put("language", message.language())
        .put("key", id.toString())
        .put("test", message.test())
        .encode()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }
}
