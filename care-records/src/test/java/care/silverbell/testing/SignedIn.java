package care.silverbell.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Somebody who has signed in at the service and asks it for things. */
public final class SignedIn {
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1) // as a browser speaks where there is no TLS
          .cookieHandler(new CookieManager())
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String url;

  private SignedIn(String url) {
    this.url = url;
  }

  /** Nobody yet. */
  public static SignedIn nobody(String url) {
    return new SignedIn(url);
  }

  /** Signs in with the demo's password. */
  public static SignedIn as(String url, String account) {
    return as(url, account, "silverbell");
  }

  /** Signs in. */
  public static SignedIn as(String url, String account, String password) {
    SignedIn caller = new SignedIn(url);
    Answer answer =
        caller.post(
            "/api/session", new JsonObject().put("account", account).put("password", password));
    if (answer.status() != 200) {
      throw new AssertionError("cannot sign in as " + account + ": " + answer);
    }
    return caller;
  }

  /** What came back. */
  public record Answer(int status, String contentType, String body) {
    /** The body, a JSON object. */
    public JsonObject json() {
      return new JsonObject(body);
    }

    /** The body, a JSON array. */
    public JsonArray array() {
      return new JsonArray(body);
    }
  }

  /** GET. */
  public Answer get(String path) {
    return send(request(path).GET());
  }

  /** GET of what is no text, such as a PDF; it must be there. */
  public byte[] bytes(String path) {
    try {
      HttpResponse<byte[]> response =
          http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new AssertionError(path + " answers " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** POST of a JSON object. */
  public Answer post(String path, JsonObject body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  /** POST of a body as it stands, such as a file. */
  public Answer postText(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** PUT of a body as it stands. */
  public Answer putText(String path, String body) {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** PUT of a JSON object. */
  public Answer put(String path, JsonObject body) {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  /** DELETE. */
  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** The open incidents the caller sees. */
  public JsonArray openIncidents() {
    return get("/api/incidents?state=open&limit=500").json().getJsonArray("items");
  }

  /**
   * Listens to the live stream until the returned thing is closed.
   *
   * @param event given each event's name and data; last of all {@code closed} with no data, when
   *     the stream has ended
   */
  public AutoCloseable live(@Nullable String lastEventId, BiConsumer<String, String> event) {
    HttpRequest.Builder request = request("/api/live");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError("the live stream answers " + response.statusCode());
      }
      InputStream body = response.body();
      Thread.ofVirtual().start(() -> read(body, event));
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void read(InputStream body, BiConsumer<String, String> event) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String name = "";
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          event.accept(name, line.substring("data: ".length()));
        }
      }
    } catch (IOException e) {
      // closed
    } finally {
      event.accept("closed", "");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json");
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      SecretsSeen.in(response);
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
