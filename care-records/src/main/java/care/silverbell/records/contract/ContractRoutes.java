package care.silverbell.records.contract;

import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Query;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The routes to the contract: what may be asked over HTTP, and what bands say over MQTT. */
public final class ContractRoutes {
  private static final String FOLDER = "/contract/";

  private final String openApi = joined("openapi/");
  private final String asyncApi = text("asyncapi.yaml");

  /** Adds the routes. */
  public void addTo(Api api) {
    api.open(HttpMethod.GET, "/openapi.yaml", query -> yaml(query, openApi));
    api.open(HttpMethod.GET, "/asyncapi.yaml", query -> yaml(query, asyncApi));
    api.get("/api/routes", Api.ADMIN, (_, _) -> routes(api));
  }

  /** Each with who may call it, so that a test can hold the whole list against a table. */
  private static JsonObject routes(Api api) {
    JsonArray items = new JsonArray();
    api.rules()
        .forEach(rule -> {
          Aspect aspect = rule.aspect();
          items.add(
              new JsonObject()
                  .put("method", rule.method().name())
                  .put("path", rule.path())
                  .put(
                      "roles",
                      new JsonArray(rule.roles().stream().map(Role::wireName).sorted().toList()))
                  .put("aspect", aspect == null ? null : aspect.wireName()));
        });
    return new JsonObject().put("items", items);
  }

  private static @Nullable Object yaml(Query query, String document) {
    var _ =
        query
            .context()
            .response()
            .putHeader("Content-Type", "application/yaml; charset=utf-8")
            .end(document);
    return null;
  }

  /** The parts one behind the other, in the order that {@code parts.txt} names them. */
  private static String joined(String folder) {
    StringBuilder document = new StringBuilder();
    text(folder + "parts.txt")
        .lines()
        .filter(it -> !it.isBlank())
        .forEach(part -> document.append(text(folder + part.strip())));
    return document.toString();
  }

  private static String text(String name) {
    try (InputStream in = ContractRoutes.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
