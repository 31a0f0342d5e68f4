package care.silverbell.records.response.reach;

import care.silverbell.records.access.Account;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Query;
import care.silverbell.records.response.form.Form;
import care.silverbell.records.signin.Device;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes by which a browser lets itself be rung (Web Push). */
public final class PushRoutes {
  private static final int POINT_BYTES = 65;
  private static final int AUTH_BYTES = 16;
  private static final int LONGEST = 2_000;

  private final String key;
  private final PushSubscriptions subscriptions;

  /**
   * Keeps subscriptions there.
   *
   * @param key what a browser subscribes with: the public point, base64url
   */
  public PushRoutes(String key, PushSubscriptions subscriptions) {
    this.key = key;
    this.subscriptions = subscriptions;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/push-key", Api.SIGNED_IN, (_, _) -> new JsonObject().put("key", key));
    api.post("/api/push-subscriptions", Api.SIGNED_IN, this::subscribe);
    api.route(HttpMethod.DELETE, "/api/push-subscriptions", Api.SIGNED_IN, this::leave);
  }

  private @Nullable JsonObject subscribe(Account caller, Query query) {
    Form form = Form.of(query);
    if (!(query.body().getValue("keys") instanceof JsonObject keys)) {
      throw form.wrong("keys", "are missing: send the subscription as the browser writes it");
    }
    Form both = new Form(keys, "keys: ");
    subscriptions.add(
        caller.id(),
        new PushSubscriptions.Subscription(
            endpoint(form),
            bytes(both, "p256dh", POINT_BYTES),
            bytes(both, "auth", AUTH_BYTES),
            device(query)));
    return null;
  }

  private @Nullable JsonObject leave(Account caller, Query query) {
    subscriptions.remove(caller.id(), Form.of(query).required("endpoint"));
    return null;
  }

  /**
   * This service will send there, so it must be a push service of the open net: a name, with TLS.
   */
  private static String endpoint(Form form) {
    String text = form.required("endpoint");
    try {
      URI uri = URI.create(text);
      String host = uri.getHost();
      if (text.length() <= LONGEST
          && "https".equals(uri.getScheme())
          && host != null
          && host.matches("([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*")
          && uri.getUserInfo() == null) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw form.wrong("endpoint", "is the https address of a push service");
  }

  private static String bytes(Form form, String name, int count) {
    String text = form.required(name);
    try {
      if (Base64.getUrlDecoder().decode(text.replaceAll("=+$", "")).length == count) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw form.wrong(name, "is " + count + " bytes in base64url");
  }

  private static @Nullable String device(Query query) {
    Device device =
        Device.of(Objects.toString(query.context().request().getHeader("User-Agent"), ""));
    String words =
        Stream.of(device.browser(), device.system())
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" · "));
    return words.isEmpty() ? null : words;
  }
}
