package care.silverbell.faults;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseSettings;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The presses that the service's embedded PostgreSQL holds, read beside the service. */
final class KeptPresses implements AutoCloseable {
  private static final int LINE_OF_THE_PORT = 3;

  private final Vertx vertx = Vertx.vertx();
  private final Database database;

  /** Reads the running database of the service in that folder. */
  KeptPresses(Path folder) {
    String url = "postgresql://127.0.0.1:" + port(folder) + "/postgres";
    database = Database.open(vertx, new DatabaseSettings(url, "postgres", ""), "kept-presses", 1);
  }

  /** The bands' own names of the presses, by band, in the order in which they were heard. */
  Map<String, List<String>> ids() {
    return byBand(row -> String.valueOf(row.getString("press_id")));
  }

  /** The times that the presses bear, epoch milliseconds, by band, as they were heard. */
  Map<String, List<Long>> times() {
    return byBand(row -> Database.instant(row, "at").toEpochMilli());
  }

  /** How often a press came in that was known already: sent again or handed out again. */
  long heardAgain() {
    return number("select coalesce(sum(heard - 1), 0)::bigint from press");
  }

  /** What the incidents count. */
  long counted() {
    return number("select coalesce(sum(presses), 0)::bigint from incident where kind = 'call'");
  }

  private <T> Map<String, List<T>> byBand(Function<Row, T> what) {
    Map<String, List<T>> kept = new TreeMap<>();
    database
        .query("reading all presses", "select * from press order by id")
        .forEach(row ->
            kept.computeIfAbsent(row.getString("band"), _ -> new ArrayList<>())
                .add(what.apply(row)));
    return kept;
  }

  private long number(String statement) {
    return database.query("counting presses", statement).iterator().next().getLong(0);
  }

  private static int port(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 5)) {
      Path postmaster =
          files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return Integer.parseInt(Files.readAllLines(postmaster).get(LINE_OF_THE_PORT).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("looking for the service's PostgreSQL", e);
    }
  }

  @Override
  public void close() {
    database.close();
    vertx.close().await();
  }
}
