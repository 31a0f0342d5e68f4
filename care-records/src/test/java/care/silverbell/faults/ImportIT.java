package care.silverbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.testing.ServiceProcess;
import care.silverbell.testing.SignedIn;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import that is cut off, far too large, or not what its name says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportIT {
  private static final int PEOPLE = 6_000;
  private static final int KILLS = Integer.getInteger("faults.kills", 2);
  private static final long HALF_A_GIGABYTE = 500_000_000;
  private static final long LARGEST_FILE = 20L * 1_048_576;
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  @RegisterExtension
  private final ServiceProcess service =
      new ServiceProcess("import", Map.of("SILVERBELL_REQUESTS_PER_SECOND", "10000"));

  private final Sheets sheets = new Sheets(service);

  /** Each kill comes when some of the rows are written and some are not: earlier and later ones. */
  @Test
  void aKillInTheMiddleLeavesEverybodyOrNobody() throws Exception {
    int cutOff = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      String prefix = "K" + kill + "-";
      String job = sheets.send("people.csv", sheet(prefix).getBytes(StandardCharsets.UTF_8));
      int written = awaitWritten(job, PEOPLE * kill / KILLS);
      service.kill();
      service.start();
      int kept = count(prefix);
      System.out.printf(
          "killed when %d of %d people were written: %d are there%n", written, PEOPLE, kept);
      assertThat(kept).isIn(0, PEOPLE);
      cutOff += kept == 0 ? 1 : 0;
    }
    assertThat(cutOff).as("kills that came before the end").isPositive();
    String job = sheets.send("people.csv", sheet("K0-").getBytes(StandardCharsets.UTF_8));
    JsonObject end = sheets.awaitEnd(job);
    assertThat(end.getString("state")).as(end.encode()).isEqualTo("done");
    assertThat(count("K0-")).isEqualTo(PEOPLE);
  }

  @Test
  void halfAGigabyteIsRefusedAndFillsNeitherDiskNorMemory() throws Exception {
    long before = mostMemory();
    long onDisk = 0;
    CompletableFuture<String> answer;
    try (Socket socket = new Socket("127.0.0.1", URI.create(service.url()).getPort())) {
      socket.setSoTimeout(60_000);
      answer = CompletableFuture.supplyAsync(() -> firstLine(socket));
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/import?dry-run=true HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                  + sheets.token()
                  + "\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] piece = new byte[1_048_576];
      long sent = 0;
      try {
        for (; sent < HALF_A_GIGABYTE; sent += piece.length) {
          out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
          out.write(piece);
          out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
          onDisk = Math.max(onDisk, largestUpload());
        }
      } catch (IOException e) {
        assertThat(sent).isLessThan(HALF_A_GIGABYTE); // the service has hung up
      }
      assertThat(answer.get(60, TimeUnit.SECONDS)).contains(" 413 ");
    }
    System.out.printf(
        "half a gigabyte: %d kB on disk, %d kB more memory%n",
        onDisk / 1_024, (mostMemory() - before) / 1_024);
    assertThat(onDisk).isPositive().isLessThanOrEqualTo(LARGEST_FILE);
    assertThat(mostMemory() - before).isLessThan(HALF_A_GIGABYTE / 2);
    assertThat(SignedIn.as(service.url(), "admin").get("/api/me").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/TOKEN.xlsx",
        "../TOKEN.csv",
        "/var/tmp/TOKEN.xlsx",
        "..\\..\\TOKEN.csv",
        "C:\\TOKEN.xlsx"
      })
  void aPathInAFilesNameIsFollowedNowhereAndRepeatedNowhere(String path) throws Exception {
    String token = "stray" + UUID.randomUUID();
    String name = path.replace("TOKEN", token);
    byte[] csv = "code,name,role\r\n=1,员,grid worker\r\n".getBytes(StandardCharsets.UTF_8);
    byte[] picture = "RIFF0000WEBP".getBytes(StandardCharsets.US_ASCII);
    String photo = "/api/people/" + somebody() + "/photo";
    String asked =
        "/api/import?dry-run=true&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);

    HttpResponse<String> begun = sheets.sent("POST", asked, name, csv, false);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    JsonObject end = sheets.awaitEnd(new JsonObject(begun.body()).getString("id"));
    assertThat(end.getString("state")).isEqualTo("refused");
    assertThat(end.encode()).doesNotContain(token);
    HttpResponse<String> kept = sheets.sent("PUT", photo, name, picture, false);
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(204);
    for (HttpResponse<String> form :
        List.of(
            sheets.sent("POST", asked, name, csv, true),
            sheets.sent("PUT", photo, name, picture, true))) {
      assertThat(form.statusCode()).as(form.body()).isEqualTo(415);
      assertThat(form.body()).doesNotContain(token);
    }
    HttpResponse<String> shown = sheets.sent("GET", photo, name, new byte[0], false);
    assertThat(shown.headers().firstValue("Content-Disposition"))
        .contains("inline; filename=\"photo\"");
    assertThat(strays(name, token)).isEmpty();
  }

  @Test
  void aPageThatCallsItselfASheetIsRefusedInWords() throws Exception {
    byte[] html =
        "<html><body><table><tr><td>a</td></tr></table></body></html>"
            .getBytes(StandardCharsets.UTF_8);
    JsonObject end = sheets.awaitEnd(sheets.send("people.xlsx", html));
    assertThat(end.getString("state")).isEqualTo("refused");
    assertThat(end.getString("unreadable")).contains("网页");
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

  /** Returns how many rows are written once there are that many, and not yet all. */
  private int awaitWritten(String job, int atLeast) throws Exception {
    SignedIn admin = SignedIn.as(service.url(), "admin");
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < end) {
      JsonObject now = admin.get("/api/import/" + job).json();
      assertThat(now.getString("state")).as(now.encode()).isEqualTo("running");
      JsonObject progress = now.getJsonObject("progress");
      int done = progress.getInteger("done", 0);
      if ("writing".equals(progress.getString("stage")) && done > 0 && done >= atLeast) {
        assertThat(done).isLessThan(progress.getInteger("total"));
        return done;
      }
      Thread.sleep(2);
    }
    throw new AssertionError("the import never wrote " + atLeast + " rows");
  }

  private int count(String prefix) {
    return SignedIn.as(service.url(), "admin")
        .get("/api/people?limit=1&q=" + prefix)
        .json()
        .getInteger("total");
  }

  private static String firstLine(Socket socket) {
    try {
      return ""
          + new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
    } catch (IOException e) {
      return "no answer: " + e;
    }
  }

  /** The largest of the files that are being sent to the service, in bytes. */
  private static long largestUpload() throws IOException {
    long largest = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(TEMPORARY, "silverbell-sheet-*")) {
      for (Path file : files) {
        largest = Math.max(largest, file.toFile().length());
      }
    }
    return largest;
  }

  /** The most memory the service has had, in bytes, as Linux tells it. */
  private long mostMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc", "" + service.pid(), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
        .findFirst()
        .orElseThrow();
  }

  private String somebody() {
    return SignedIn.as(service.url(), "admin")
        .get("/api/people?limit=1")
        .json()
        .getJsonArray("items")
        .getJsonObject(0)
        .getString("id");
  }

  /** Files of that name wherever it might lead to. */
  private List<Path> strays(String name, String token) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    List<Path> found = new ArrayList<>();
    for (Path folder :
        List.of(TEMPORARY, here, service.folder(), service.folder().resolve("data"))) {
      Path led = folder.toAbsolutePath().resolve(name).normalize();
      if (Files.exists(led)) {
        found.add(led);
      }
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(it -> it.getFileName().toString().contains(token)).forEach(found::add);
      }
    }
    return found;
  }
}
