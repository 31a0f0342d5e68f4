package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Files as a program sends them to a service. */
final class Sheets {
  private final ServiceProcess service;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private String token = "";

  Sheets(ServiceProcess service) {
    this.service = service;
  }

  /** Sends a file that must be begun with; answers the import's id. */
  String send(String name, byte[] file) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(service.url() + "/api/import?name=" + name))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return new JsonObject(answer.body()).getString("id");
  }

  /** A file with that name in its headers; in parts as a form sends it, or bare. */
  HttpResponse<String> sent(String method, String path, String name, byte[] file, boolean inParts)
      throws Exception {
    String named = "; name=\"file\"; filename=\"" + name + "\"";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (inParts) {
      body.writeBytes(
          ("--part\r\nContent-Disposition: form-data"
                  + named
                  + "\r\nContent-Type: application/octet-stream\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(file);
    if (inParts) {
      body.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
    }
    return http.send(
        HttpRequest.newBuilder(URI.create(service.url() + path))
            .header("Authorization", "Bearer " + token())
            .header(
                "Content-Type",
                inParts ? "multipart/form-data; boundary=part" : "application/octet-stream")
            .header("Content-Disposition", "attachment" + named)
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The import when it is over. */
  JsonObject awaitEnd(String job) throws Exception {
    SignedIn admin = SignedIn.as(service.url(), "admin");
    for (int i = 0; i < 600; i++) {
      JsonObject now = admin.get("/api/import/" + job).json();
      if (!"running".equals(now.getString("state"))) {
        return now;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the import never ended");
  }

  /** The token of one session, as a program would hold it; it outlives a restart. */
  String token() throws Exception {
    if (!token.isEmpty()) {
      return token;
    }
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(service.url() + "/api/session"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"account\":\"admin\",\"password\":\"silverbell\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    token =
        answer.headers().allValues("Set-Cookie").stream()
            .filter(it -> it.startsWith("silverbell_session="))
            .map(it -> it.substring("silverbell_session=".length(), it.indexOf(';')))
            .findFirst()
            .orElseThrow();
    return token;
  }
}
