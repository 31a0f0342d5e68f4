package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An import that is cut off, far too large, or not what its name says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIT {
  private static final int PEOPLE = 6_000;
  private static final int KILLS = Integer.getInteger("faults.kills", 2);
  private static final long HALF_A_GIGABYTE = 500_000_000;

  @RegisterExtension
  private final ServiceProcess service =
      new ServiceProcess("import", Map.of("SILVERBELL_REQUESTS_PER_SECOND", "10000"));

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Random random = new Random(20261123);

  @Test
  void aKillInTheMiddleLeavesEverybodyOrNobody() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      String prefix = "K" + kill + "-";
      String job = send("people.csv", sheet(prefix).getBytes(StandardCharsets.UTF_8));
      awaitWriting(job);
      Thread.sleep(random.nextInt(2_000));
      service.kill();
      service.start();
      int kept = count(prefix);
      System.out.println("killed while importing " + PEOPLE + " people: " + kept + " are there");
      assertThat(kept).isIn(0, PEOPLE);
    }
    String job = send("people.csv", sheet("K0-").getBytes(StandardCharsets.UTF_8));
    JsonObject end = awaitEnd(job);
    assertThat(end.getString("state")).as(end.encode()).isEqualTo("done");
    assertThat(count("K0-")).isEqualTo(PEOPLE);
  }

  @Test
  void halfAGigabyteIsRefusedAndFillsNoDisk() throws Exception {
    long before = sizeOf(Path.of(System.getProperty("java.io.tmpdir")));
    long sent = 0;
    try (Socket socket = new Socket("127.0.0.1", URI.create(service.url()).getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/import?dry-run=true HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                  + token()
                  + "\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] piece = new byte[65_536];
      try {
        while (sent < HALF_A_GIGABYTE) {
          out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
          out.write(piece);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
          sent += piece.length;
        }
      } catch (IOException e) {
        assertThat(sent).isLessThan(HALF_A_GIGABYTE); // the service has hung up
      }
    }
    assertThat(sizeOf(Path.of(System.getProperty("java.io.tmpdir"))) - before)
        .isLessThan(100_000_000);
    assertThat(SignedIn.as(service.url(), "admin").get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void aPageThatCallsItselfASheetIsRefusedInWords() throws Exception {
    byte[] html =
        "<html><body><table><tr><td>a</td></tr></table></body></html>"
            .getBytes(StandardCharsets.UTF_8);
    JsonObject end = awaitEnd(send("people.xlsx", html));
    assertThat(end.getString("state")).isEqualTo("refused");
    assertThat(end.encode()).containsAnyOf("unreadable", "problems");
  }

  private String sheet(String prefix) {
    StringBuilder csv = new StringBuilder("code,name,sex,birth date,address,cell code,risk\r\n");
    for (int i = 0; i < PEOPLE; i++) {
      csv.append(prefix)
          .append("%05d".formatted(i))
          .append(",王检验,female,1941-03-02,检验路")
          .append(i)
          .append("号,FHT-01-1,general\r\n");
    }
    return csv.toString();
  }

  private String send(String name, byte[] file) throws Exception {
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

  /** Returns once rows are being written, or it is over already. */
  private void awaitWriting(String job) throws Exception {
    SignedIn admin = SignedIn.as(service.url(), "admin");
    for (int i = 0; i < 600; i++) {
      JsonObject now = admin.get("/api/import/" + job).json();
      assertThat(now.getString("state")).as(now.encode()).isIn("running", "done");
      if (!"running".equals(now.getString("state"))
          || "writing".equals(now.getJsonObject("progress").getString("stage"))) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the import never came to writing");
  }

  private JsonObject awaitEnd(String job) throws Exception {
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

  private int count(String prefix) {
    return SignedIn.as(service.url(), "admin")
        .get("/api/people?limit=1&q=" + prefix)
        .json()
        .getInteger("total");
  }

  /** The token of a session, as a program would hold it. */
  private String token() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(service.url() + "/api/session"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"account\":\"admin\",\"password\":\"silverbell\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(it -> it.startsWith("silverbell_session="))
        .map(it -> it.substring("silverbell_session=".length(), it.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private static long sizeOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(it -> it.toFile().length()).sum();
    }
  }
}
