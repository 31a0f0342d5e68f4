package care.silverbell.ingest.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL behind plain calls: each waits for its answer, so call it from virtual threads. Times
 * go in as {@link Instant} and come out through {@link #instant}.
 */
public final class Database implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  private static final int WAIT_FOR_CONNECTION_SECONDS = 10;

  /** A database that has not answered by then is as good as away. */
  private static final int PATIENCE_SECONDS = 30;

  private static final int LOCK_SECONDS = 10;

  private static final String TAKE_TURN = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

  private final Pool pool;

  private Database(Pool pool) {
    this.pool = pool;
  }

  /**
   * A pool of its own, so that its users never wait for others'; connects when first asked.
   *
   * @param name of the pool in the metrics
   */
  public static Database open(
      Vertx vertx, DatabaseSettings settings, String name, int connections) {
    PgConnectOptions connect = PgConnectOptions.fromUri(settings.url());
    if (settings.username() != null) {
      connect.setUser(settings.username());
    }
    if (settings.password() != null) {
      connect.setPassword(settings.password());
    }
    connect.setCachePreparedStatements(true);
    // Without this the driver prepares anew, each time, what is longer than 2,048 characters.
    connect.setPreparedStatementCacheSqlFilter(_ -> true);
    connect.addProperty("application_name", "silverbell-" + name);
    connect.addProperty("statement_timeout", PATIENCE_SECONDS + "s");
    connect.addProperty("lock_timeout", LOCK_SECONDS + "s");
    connect.addProperty("idle_in_transaction_session_timeout", PATIENCE_SECONDS + "s");
    PoolOptions options =
        new PoolOptions()
            .setName(name)
            .setMaxSize(connections)
            .setConnectionTimeout(WAIT_FOR_CONNECTION_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return new Database(
        PgBuilder.pool()
            .with(options)
            .with(
                new NetClientOptions()
                    .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                    .setTcpKeepAlive(true))
            .connectingTo(connect)
            .using(vertx)
            .build());
  }

  /**
   * Brings one floor's tables up to date; each floor keeps its own history.
   *
   * @param floor the folder under {@code db/} that holds its migrations
   * @throws org.flywaydb.core.api.FlywayException if a migration fails
   */
  public static void migrate(DatabaseSettings settings, String floor) {
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.username(), settings.password())
        .locations("classpath:db/" + floor)
        .table("flyway_" + floor)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  /**
   * Runs one statement.
   *
   * @param doing what is being done, for the one who reads the error
   * @throws DatabaseTrouble if it fails
   */
  public RowSet<Row> query(String doing, String sql, @Nullable Object... arguments) {
    return query(pool, doing, sql, arguments);
  }

  /** Runs one statement within a transaction begun by {@link #transaction}. */
  public static RowSet<Row> query(
      SqlClient client, String doing, String sql, @Nullable Object... arguments) {
    return done(doing, client.preparedQuery(sql).execute(tuple(arguments)));
  }

  /** Runs one statement for each of the tuples, as one batch; nothing is done for none. */
  public void batch(String doing, String sql, List<Tuple> tuples) {
    batch(pool, doing, sql, tuples);
  }

  /** Runs one statement for each of the tuples within a transaction. */
  public static void batch(SqlClient client, String doing, String sql, List<Tuple> tuples) {
    if (tuples.isEmpty()) {
      return;
    }
    var _ = done(doing, client.preparedQuery(sql).executeBatch(tuples));
  }

  /**
   * Runs statements within a transaction one behind the other, without waiting in between: the
   * database keeps their order, and each sees what was committed before it began.
   *
   * @return each statement's answer, in their order
   */
  public static List<RowSet<Row>> inOrder(
      SqlConnection tx, String doing, List<Statement> statements) {
    List<Future<RowSet<Row>>> answers = new ArrayList<>();
    for (Statement statement : statements) {
      answers.add(tx.preparedQuery(statement.sql).execute(statement.arguments));
    }
    return done(
        doing, Future.join(answers).map(_ -> answers.stream().map(Future::result).toList()));
  }

  /**
   * Runs the work in a transaction on the calling thread: committed when it returns, rolled back
   * when it throws.
   *
   * @throws DatabaseTrouble if there is no connection or the commit fails
   */
  public <T> T transaction(String doing, Function<SqlConnection, T> work) {
    SqlConnection connection = connect(doing);
    try {
      return inTransaction(doing, connection, work);
    } finally {
      var _ = connection.close();
    }
  }

  /** A statement and what goes into it. */
  public record Statement(String sql, Tuple arguments) {
    /** With arguments as {@link Database#query} takes them. */
    public static Statement of(String sql, @Nullable Object... arguments) {
      return new Statement(sql, tuple(arguments));
    }
  }

  /**
   * Runs statements in a transaction of their own, while no other with that key is under way, in
   * this process or another. All of it travels to the database together, which answers once.
   *
   * @param key what the turn is about
   * @return each statement's answer, in their order
   * @throws DatabaseTrouble if one fails: nothing is changed then
   */
  public List<RowSet<Row>> inTurn(String doing, String key, Statement... statements) {
    return done(
        doing,
        pool.getConnection()
            .compose(
                connection -> inTurn(connection, key, statements).eventually(connection::close)));
  }

  private static Future<List<RowSet<Row>>> inTurn(
      SqlConnection connection, String key, Statement... statements) {
    // Not waited for one by one: the driver sends them behind each other, and the database keeps
    // their order. Where one fails, the database refuses those behind it and takes the commit for a
    // rollback.
    List<Future<RowSet<Row>>> answers = new ArrayList<>();
    var _ = connection.query("begin").execute();
    var _ = connection.preparedQuery(TAKE_TURN).execute(Tuple.of(key));
    for (Statement statement : statements) {
      answers.add(connection.preparedQuery(statement.sql).execute(statement.arguments));
    }
    Future<RowSet<Row>> committed = connection.query("commit").execute();
    return Future.all(answers)
        .eventually(() -> committed.otherwiseEmpty())
        .compose(_ -> committed)
        .map(_ -> answers.stream().map(Future::result).toList());
  }

  private static <T> T inTransaction(
      String doing, SqlConnection connection, Function<SqlConnection, T> work) {
    Transaction transaction = done(doing, connection.begin());
    boolean worked = false;
    T result;
    try {
      result = work.apply(connection);
      worked = true;
    } finally {
      if (!worked) {
        transaction.rollback().timeout(LOCK_SECONDS, TimeUnit.SECONDS).otherwiseEmpty().await();
      }
    }
    done(doing, transaction.commit());
    return result;
  }

  /**
   * Waits for the driver's answer; its errors bear no caller's stack and do not say what was being
   * done.
   */
  private static <T> T done(String doing, Future<T> answer) {
    try {
      return answer.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).await();
    } catch (Exception e) {
      throw new DatabaseTrouble(doing, e);
    }
  }

  private SqlConnection connect(String doing) {
    return done(doing, pool.getConnection());
  }

  /**
   * Positional arguments as the driver takes them; an {@link Instant} becomes a timestamp with time
   * zone.
   */
  public static Tuple tuple(@Nullable Object... arguments) {
    List<@Nullable Object> values = new ArrayList<>(arguments.length);
    for (Object argument : arguments) {
      values.add(argument instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : argument);
    }
    return Tuple.from(values);
  }

  /** A column's time. */
  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /** A column's time, null where there is none. */
  public static @Nullable Instant instantOrNull(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  /** What is wrong with the database now, in a sentence; empty when it answers. */
  public Optional<String> trouble() {
    try {
      query("asking whether the database answers", "select 1");
      return Optional.empty();
    } catch (DatabaseTrouble e) {
      return Optional.of("" + e.getMessage());
    }
  }

  /** The driver's own pool, for what this class has no words for. */
  public Pool pool() {
    return pool;
  }

  @Override
  public void close() {
    var _ = pool.close().otherwiseEmpty().await();
  }
}
