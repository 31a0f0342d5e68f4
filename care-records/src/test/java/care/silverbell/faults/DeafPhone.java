package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A phone on a bad line: it keeps its page open and takes nothing of what comes. */
final class DeafPhone {
  private DeafPhone() {}

  /** Signed in as that account, with the live stream asked for and never read. */
  static Socket of(ServiceProcess service, String account)
      throws IOException, InterruptedException {
    HttpResponse<String> signedIn =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(service.url() + "/api/session"))
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofString(
                            "{\"account\":\"%s\",\"password\":\"silverbell\"}".formatted(account)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(signedIn.statusCode()).isEqualTo(200);
    String cookie =
        signedIn.headers().allValues("set-cookie").stream()
            .filter(it -> it.startsWith("silverbell_session="))
            .findFirst()
            .orElseThrow()
            .split(";")[0];
    URI url = URI.create(service.url());
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    socket
        .getOutputStream()
        .write(
            "GET /api/live HTTP/1.1\r\nHost: %s:%d\r\nCookie: %s\r\nAccept: text/event-stream\r\n\r\n"
                .formatted(url.getHost(), url.getPort(), cookie)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
