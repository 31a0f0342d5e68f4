package care.silverbell.ingest.telemetry;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.ConnectionPool;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One InfluxDB server of version 1, 2 or 3, spoken to by HTTP. It may be away when this is made:
 * its version is asked for before the first request that reaches it, and again after each trouble.
 */
final class InfluxServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(InfluxServer.class);
  private static final Duration PING = Duration.ofSeconds(1);
  private static final Duration WRITE = Duration.ofSeconds(4);
  private static final int IDLE_CONNECTIONS = 16;
  private static final Duration QUERY = Duration.ofSeconds(5);

  /** Of the lines themselves, too many at once, or outside of what the bucket keeps. */
  private static final Set<Integer> LINES_AT_FAULT = Set.of(400, 413, 422);

  private final InfluxSettings settings;
  private final HttpUrl url;
  private final InfluxDialect dialect;
  private final OkHttpClient pings;
  private final OkHttpClient queries;
  private final InfluxDBClient client;
  private final WriteApiBlocking writes;
  private volatile @Nullable InfluxVersion version;

  /** Why the last write failed; a server that will not take our token still answers a ping. */
  private volatile @Nullable String writeTrouble;

  InfluxServer(InfluxSettings settings) {
    this.settings = settings;
    url = HttpUrl.get(settings.url());
    dialect = new InfluxDialect(settings);
    var http =
        new OkHttpClient.Builder()
            .connectTimeout(PING)
            .socketFactory(new PromptSockets())
            .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 5, TimeUnit.MINUTES))
            .addInterceptor(dialect);
    OkHttpClient shared = http.build();
    pings = shared.newBuilder().callTimeout(PING).build();
    queries = shared.newBuilder().readTimeout(QUERY).callTimeout(QUERY).build();
    client =
        InfluxDBClientFactory.create(
            InfluxDBClientOptions.builder()
                .url(settings.url())
                .org(org())
                .bucket(settings.bucket())
                .okHttpClient(
                    shared.newBuilder().readTimeout(WRITE).writeTimeout(WRITE).callTimeout(WRITE))
                .build());
    writes = client.getWriteApiBlocking();
  }

  /** The client wants an organisation, which only 2.x has. */
  private String org() {
    return Optional.ofNullable(settings.org()).orElse("-");
  }

  /** The server has read the lines and will not have some of them, however often they come. */
  static final class LinesRefused extends Exception {
    private static final Pattern DROPPED = Pattern.compile("\\bdropped=(\\d{1,9})\\b");

    LinesRefused(InfluxException cause) {
      super(cause.getMessage(), cause);
    }

    /** How many lines the server says that it has dropped; 0 where it says nothing of it. */
    int dropped() {
      Matcher told = DROPPED.matcher("" + getMessage());
      return told.find() ? Integer.parseInt(told.group(1)) : 0;
    }
  }

  /**
   * Writes lines of the line protocol, times in milliseconds; waits at most five seconds.
   *
   * @throws LinesRefused if some are at fault; the others may have been written or not
   * @throws TelemetryUnavailable if the server cannot take them now
   */
  void write(String lines) throws LinesRefused {
    meet();
    try {
      writes.writeRecord(settings.bucket(), org(), WritePrecision.MS, lines);
      writeTrouble = null;
    } catch (InfluxException e) {
      if (LINES_AT_FAULT.contains(e.status())) {
        throw new LinesRefused(e);
      }
      version = null;
      writeTrouble =
          "InfluxDB at %s did not take the last write: %s"
              .formatted(settings.url(), e.getMessage());
      throw new TelemetryUnavailable("writing to InfluxDB at " + settings.url(), e);
    }
  }

  /**
   * Asks InfluxQL statements, which must hold no text from outside; a table each, in order.
   *
   * @throws TelemetryUnavailable if the server does not answer them all
   */
  List<InfluxTable> query(List<String> statements) {
    InfluxVersion met = meet();
    List<InfluxTable> tables =
        met.takesManyStatements()
            ? ask(String.join("; ", statements))
            : statements.stream().flatMap(statement -> ask(statement).stream()).toList();
    if (tables.size() != statements.size()) {
      throw new TelemetryUnavailable(
          "InfluxDB answered %d of %d statements".formatted(tables.size(), statements.size()));
    }
    return tables;
  }

  /** What is wrong with the server now, in a sentence; empty when it answers. */
  Optional<String> trouble() {
    try {
      ping();
      meet();
      return Optional.ofNullable(writeTrouble);
    } catch (TelemetryUnavailable e) {
      String cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
      return Optional.of(e.getMessage() + cause);
    }
  }

  /** Several threads may do this at once, which is harmless. */
  private InfluxVersion meet() {
    InfluxVersion met = version;
    if (met == null) {
      met = ping();
      dialect.speak(met);
      if (met.makesDatabasesByQuery()) {
        makeDatabase();
      }
      log.info("InfluxDB {} answers at {}", met, settings.url());
      version = met;
    }
    return met;
  }

  private InfluxVersion ping() {
    Request request = new Request.Builder().url(path("ping").build()).build();
    try (Response response = pings.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new TelemetryUnavailable(
            "InfluxDB at %s answers a ping with %d".formatted(settings.url(), response.code()));
      }
      String told = response.header("X-Influxdb-Version");
      ResponseBody body = response.body();
      return InfluxVersion.read(told != null ? told : body == null ? "" : body.string());
    } catch (IOException e) {
      throw new TelemetryUnavailable("InfluxDB at " + settings.url() + " does not answer", e);
    }
  }

  /** Looks first: an account that may write need not be one that may make databases. */
  private void makeDatabase() {
    boolean there =
        ask("SHOW DATABASES").stream()
            .flatMap(table -> table.rows().stream())
            .anyMatch(row -> settings.bucket().equals(row.textOrNull(0)));
    if (!there) {
      String name = settings.bucket().replace("\\", "\\\\").replace("\"", "\\\"");
      FormBody body = new FormBody.Builder().add("q", "CREATE DATABASE \"" + name + "\"").build();
      var _ = answer(new Request.Builder().url(path("query").build()).post(body).build());
      log.info("made the database {} in InfluxDB", settings.bucket());
    }
  }

  private List<InfluxTable> ask(String statements) {
    HttpUrl asked =
        path("query")
            .addQueryParameter("db", settings.bucket())
            .addQueryParameter("epoch", "ms")
            .addQueryParameter("q", statements)
            .build();
    return answer(new Request.Builder().url(asked).build());
  }

  private List<InfluxTable> answer(Request request) {
    var json = request.newBuilder().header("Accept", "application/json").build();
    try (Response response = queries.newCall(json).execute()) {
      ResponseBody body = response.body();
      if (!response.isSuccessful() || body == null) {
        throw new TelemetryUnavailable(
            "InfluxDB at %s answers a query with %d: %s"
                .formatted(settings.url(), response.code(), body == null ? "" : body.string()));
      }
      return new ArrayList<>(InfluxTable.read(body.byteStream()));
    } catch (IOException e) {
      version = null;
      throw new TelemetryUnavailable("asking InfluxDB at " + settings.url(), e);
    }
  }

  private HttpUrl.Builder path(String last) {
    return url.newBuilder().addPathSegment(last);
  }

  @Override
  public void close() {
    client.close();
    pings.dispatcher().executorService().shutdown();
    pings.connectionPool().evictAll();
  }
}
