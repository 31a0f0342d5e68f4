package care.silverbell.sim.bench.part;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A PostgreSQL of the bench's own that commits to disk as one in earnest does. */
public final class Postgres implements AutoCloseable {
  public static final String USER = "postgres";
  public static final String PASSWORD = "postgres";

  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final EmbeddedPostgres server;

  private Postgres(EmbeddedPostgres server) {
    this.server = server;
  }

  public static Postgres start(Path folder) throws CannotStart {
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("postgresql"))
              .setCleanDataDirectory(true)
              .setRegisterShutdownHook(false);
      // As a test aid it starts without fsync: commits would be faster than any real one.
      DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
      Postgres postgres = new Postgres(startWhole(builder));
      postgres.proveDurable();
      return postgres;
    } catch (CompletionException | SQLException e) {
      throw new CannotStart("PostgreSQL did not start: " + e.getMessage(), e);
    }
  }

  // An interrupted start would leave a server behind that nobody knows of: it is waited for.
  private static EmbeddedPostgres startWhole(EmbeddedPostgres.Builder builder) {
    return CompletableFuture.supplyAsync(
            () -> {
              try {
                return builder.start();
              } catch (IOException e) {
                throw new UncheckedIOException("starting PostgreSQL", e);
              }
            })
        .join();
  }

  private void proveDurable() throws SQLException, CannotStart {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String setting : DURABLE) {
        try (ResultSet shown = statement.executeQuery("show " + setting)) {
          if (!shown.next() || !"on".equals(shown.getString(1))) {
            close();
            throw new CannotStart("PostgreSQL runs without " + setting + ": no figure would count");
          }
        }
      }
    }
  }

  public Connection connect() throws SQLException {
    return connect("postgres");
  }

  /** A connection to one of its databases. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection("jdbc:" + url(database), USER, PASSWORD);
  }

  /** A database of a name that is not there yet. */
  public void createDatabase(String name) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
  }

  /** The address of a database as the service's settings write it. */
  public String url(String database) {
    return "postgresql://" + Loopback.HOST + ":" + server.getPort() + "/" + database;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("stopping PostgreSQL", e);
    }
  }
}
