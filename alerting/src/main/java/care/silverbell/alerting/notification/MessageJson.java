package care.silverbell.alerting.notification;

import io.vertx.core.json.JsonObject;

/** Messages as the database keeps them. */
final class MessageJson {
  private MessageJson() {}

  static JsonObject of(Message message) {
    return new JsonObject()
        .put("language", message.language())
        .put("severity", message.severity())
        .put("incident", message.incident())
        .put("title", message.title())
        .put("body", message.body())
        .put("spoken", message.spoken())
        .put("link", message.link())
        .put("test", message.test());
  }

  /** With the token where the mark stands. */
  static Message message(JsonObject json, String token) {
    String link = json.getString("link");
    return new Message(
        json.getString("language"),
        json.getString("severity"),
        json.getString("incident"),
        json.getString("title").replace(AnswerTokens.MARK, token),
        json.getString("body").replace(AnswerTokens.MARK, token),
        json.getString("spoken").replace(AnswerTokens.MARK, token),
        link == null ? null : link.replace(AnswerTokens.MARK, token),
        json.getBoolean("test"));
  }
}
