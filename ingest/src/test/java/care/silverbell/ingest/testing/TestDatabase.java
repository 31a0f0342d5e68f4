package care.silverbell.ingest.testing;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseSettings;
import care.silverbell.ingest.database.EmbeddedPostgres;
import io.vertx.core.Vertx;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A real PostgreSQL for tests: one server a JVM, an empty database of its own for each who asks.
 */
public final class TestDatabase implements AutoCloseable {
  private static final Vertx VERTX = Vertx.vertx();
  private static final EmbeddedPostgres SERVER = start();

  /** From the ground up; each may speak of the tables of those before it. */
  private static final List<String> FLOORS = List.of("ingest", "alerting", "records");

  private final DatabaseSettings settings;
  private final Database database;

  private TestDatabase(DatabaseSettings settings, Database database) {
    this.settings = settings;
    this.database = database;
  }

  /** A new database with the tables of the floors named, and of those they stand on. */
  public static TestDatabase create(String... floors) {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    DatabaseSettings server = SERVER.settings();
    try (Database admin = Database.open(VERTX, server, "test-admin", 1)) {
      admin.query("making a test database", "create database " + name);
    }
    DatabaseSettings settings =
        new DatabaseSettings(
            server.url().replaceFirst("/postgres$", "/" + name),
            server.username(),
            server.password());
    for (String floor : FLOORS.subList(0, highest(floors))) {
      Database.migrate(settings, floor);
    }
    return new TestDatabase(settings, Database.open(VERTX, settings, name, 8));
  }

  private static int highest(String... floors) {
    return Stream.of(floors).mapToInt(FLOORS::indexOf).max().orElse(-1) + 1;
  }

  /** The pool. */
  public Database database() {
    return database;
  }

  /** How to reach it from another process. */
  public DatabaseSettings settings() {
    return settings;
  }

  @Override
  public void close() {
    database.close();
  }

  /** It is a gigabyte or more after a whole run. */
  private static void forget(EmbeddedPostgres server, Path folder) {
    server.close();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (java.io.IOException e) {
      System.err.println("the test's PostgreSQL is left in " + folder + ": " + e);
    }
  }

  private static EmbeddedPostgres start() {
    try {
      Path folder = Files.createTempDirectory("silverbell-postgres");
      EmbeddedPostgres server = EmbeddedPostgres.start(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> forget(server, folder)));
      return server;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
