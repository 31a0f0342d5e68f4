package care.silverbell.sim.bench.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** An account signed in at the service, as a browser would be. */
public final class SignedIn implements AutoCloseable {
  private static final int FIRST_ERROR = 400;
  private static final int PAGE = 200;

  private final Function<String, URI> at;
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();
  private final String account;
  private final String cookie;

  private SignedIn(Function<String, URI> at, HttpClient http, String account, String cookie) {
    this.at = at;
    this.http = http;
    this.account = account;
    this.cookie = cookie;
  }

  /**
   * Signs in.
   *
   * @param at where the service has a path
   * @throws IOException if it does not let them in
   */
  public static SignedIn as(String account, String password, Function<String, URI> at)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String body =
        new ObjectMapper().writeValueAsString(Map.of("account", account, "password", password));
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(at.apply("/api/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String cookie =
        response
            .headers()
            .firstValue("Set-Cookie")
            .map(set -> set.split(";")[0])
            .orElseThrow(() ->
                new IOException(
                    "%s could not sign in: %d %s"
                        .formatted(account, response.statusCode(), response.body())));
    return new SignedIn(at, http, account, cookie);
  }

  public String account() {
    return account;
  }

  /** Serials of the bands on the wrists of the people this account may see. */
  public List<String> bands() throws IOException, InterruptedException {
    List<String> bands = new ArrayList<>();
    eachItem(
        "/api/people?",
        person -> {
          if (person.path("band").isTextual()) {
            bands.add(person.path("band").asText());
          }
        });
    return bands;
  }

  /** Resolves every open incident that this account may see; returns how many there were. */
  public int resolveAll() throws IOException, InterruptedException {
    List<String> open = new ArrayList<>();
    eachItem("/api/incidents?state=open&", incident -> open.add(incident.path("id").asText()));
    for (String id : open) {
      send(
          request("/api/incidents/" + id + "/resolve")
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      """
                      {"outcome":"test","note":"bench"}\
                      """)));
    }
    return open.size();
  }

  /** Opens the live stream; events come on a thread of their own. */
  public LiveStream live(LiveStream.Listener listener) throws IOException, InterruptedException {
    return LiveStream.open(http, request("/api/live").build(), listener);
  }

  private void eachItem(String path, Consumer<JsonNode> work)
      throws IOException, InterruptedException {
    String cursor = "";
    do {
      JsonNode page = send(request(path + "limit=" + PAGE + cursor));
      page.path("items").forEach(work);
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(at.apply(path)).header("Cookie", cookie);
  }

  private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= FIRST_ERROR) {
      throw new IOException(
          "%s %s answered %d %s"
              .formatted(request.method(), request.uri(), response.statusCode(), response.body()));
    }
    return json.readTree(response.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
