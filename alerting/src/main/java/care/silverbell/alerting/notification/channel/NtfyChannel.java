package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Answer;
import care.silverbell.alerting.notification.channel.courier.Courier;
import care.silverbell.alerting.notification.channel.courier.Said;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An ntfy topic (docs.ntfy.sh/publish, "Publish as JSON"): one POST to the server's root with the
 * topic in it; priority 5 rings through a phone's silence. Whoever knows a topic's name reads it,
 * so use a server of your own that asks for a token.
 */
public final class NtfyChannel implements Channel {
  private static final String TOPIC = "[-_A-Za-z0-9]{1,64}";

  private final Courier courier;
  private final URI server;
  private final @Nullable String token;

  /**
   * With what it needs.
   *
   * @param token null where the server asks for none
   */
  public NtfyChannel(Courier courier, URI server, @Nullable String token) {
    this.courier = courier;
    this.server = server;
    this.token = token;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.NTFY;
  }

  @Override
  public Delivery send(UUID key, String to, Message message) {
    if (!to.matches(TOPIC)) {
      return new Delivery.Refused("not the name of an ntfy topic");
    }
    HttpRequest.Builder request = Courier.json(server, body(to, message).encode());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return switch (courier.carry(request.build())) {
      case Answer.Whole answer -> delivery(answer, to);
      case Answer.None none -> none.failure();
    };
  }

  private Delivery delivery(Answer.Whole answer, String to) {
    String said = answer.json().map(it -> String.valueOf(it.getValue("error", ""))).orElse("");
    if (!answer.isSuccess()) {
      return answer.failure(Said.by(said, to, token == null ? "" : token));
    }
    return answer
        .json()
        .map(it -> it.getValue("id"))
        .filter(String.class::isInstance)
        .<Delivery>map(id -> new Delivery.Taken((String) id))
        // Anything else that answers 200 there is not ntfy: nobody was told.
        .orElseGet(() -> new Delivery.TryAgain("the answer cannot be understood", null));
  }

  private static JsonObject body(String topic, Message message) {
    JsonObject body =
        new JsonObject()
            .put("topic", topic)
            .put("title", message.title())
            .put("message", message.body())
            .put("priority", priority(message));
    JsonArray tags = new JsonArray();
    if (message.test()) {
      tags.add("test_tube");
    } else if (message.severity().equals("emergency")) {
      tags.add("rotating_light");
    }
    body.put("tags", tags);
    String link = message.link();
    if (link != null) {
      boolean chinese = message.language().startsWith("zh");
      body.put("click", link)
          .put(
              "actions",
              new JsonArray()
                  .add(
                      new JsonObject()
                          .put("action", "view")
                          .put("label", chinese ? "我来 / 去不了" : "Accept / pass on")
                          .put("url", link)
                          .put("clear", true)));
    }
    return body;
  }

  private static int priority(Message message) {
    return switch (message.severity()) {
      case "emergency" -> 5;
      case "urgent" -> 4;
      default -> 3;
    };
  }
}
