package care.silverbell.ingest.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfluxDialectTest {
  private static final String WRITE = "/api/v2/write?org=-&bucket=b&precision=ms";
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String authorization = exchange.getRequestHeaders().getFirst("Authorization");
          heard.add(exchange.getRequestURI() + " " + authorization);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void hangUp() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "1.6.7~rc0, /write?db=b%20%26c&precision=ms",
    "1.7.11, /write?db=b%20%26c&precision=ms",
    "1.8.10, " + WRITE,
    "v2.7.11, " + WRITE,
    "3.0.1, " + WRITE,
  })
  void aWriteTakesTheRoadThatTheVersionHas(String version, String road) throws IOException {
    assertThat(said(null, InfluxVersion.read(version), WRITE)).isEqualTo(road + " null");
  }

  @Test
  void aServerThatHidesItsVersionIsTakenForANewOne() throws IOException {
    assertThat(InfluxVersion.read("relay")).isEqualTo(InfluxVersion.UNTOLD);
    assertThat(said(null, InfluxVersion.UNTOLD, WRITE)).isEqualTo(WRITE + " null");
  }

  @ParameterizedTest
  @CsvSource({"1.6.7", "1.8.10"})
  void oneKnowsAPassword(String version) throws IOException {
    String expected =
        Base64.getEncoder().encodeToString("user:pass:word".getBytes(StandardCharsets.UTF_8));
    assertThat(said("user:pass:word", InfluxVersion.read(version), "/query?q=x"))
        .isEqualTo("/query?q=x Basic " + expected);
  }

  @ParameterizedTest
  @CsvSource({"2.7.11", "3.0.1"})
  void laterVersionsKnowAToken(String version) throws IOException {
    assertThat(said("user:pass", InfluxVersion.read(version), "/query?q=x"))
        .isEqualTo("/query?q=x Token user:pass");
  }

  private String said(@Nullable String token, InfluxVersion version, String path)
      throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    var dialect = new InfluxDialect(new InfluxSettings(url, token, null, "b &c"));
    dialect.speak(version);
    OkHttpClient client = new OkHttpClient.Builder().addInterceptor(dialect).build();
    RequestBody nothing = RequestBody.create(new byte[0]);
    Request request = new Request.Builder().url(url + path).post(nothing).build();
    client.newCall(request).execute().close();
    return heard.remove();
  }
}
