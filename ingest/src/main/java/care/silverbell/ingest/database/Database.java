package care.silverbell.ingest.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL behind plain calls: each waits for its answer, so call it from virtual threads. Times
 * go in as {@link Instant} and come out through {@link #instant}.
 */
public final class Database implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);
  private static final int CLOSED_WITHIN_SECONDS = 10;
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  private static final int WAIT_FOR_CONNECTION_SECONDS = 10;

  /** A database that has not answered by then is as good as away. */
  private static final int PATIENCE_SECONDS = 30;

  private static final int LOCK_SECONDS = 10;

  /**
   * What is sent with every call has one plan, whatever its arguments: to plan it anew each time
   * took longer than to run it, and to compile it longer still.
   */
  private static final Map<String, String> PLANNED_ONCE =
      Map.of("plan_cache_mode", "force_generic_plan", "jit", "off");

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
    return open(vertx, settings, name, connections, Map.of());
  }

  /**
   * The same for calls: few statements, sent again and again, in which every step is time that
   * somebody waits for help. Where the Vert.x has a single event loop, no answer is handed from one
   * to another.
   *
   * @param instance which of the services on this database it is, as its statements may ask by
   *     {@code silverbell.instance}
   */
  public static Database openForCalls(
      Vertx vertx, DatabaseSettings settings, String name, int connections, String instance) {
    Map<String, String> properties = new HashMap<>(PLANNED_ONCE);
    properties.put("silverbell.instance", instance);
    return open(vertx, settings, name, connections, properties);
  }

  private static Database open(
      Vertx vertx,
      DatabaseSettings settings,
      String name,
      int connections,
      Map<String, String> properties) {
    PgConnectOptions connect = connect(settings, name);
    connect.addProperty("statement_timeout", PATIENCE_SECONDS + "s");
    connect.addProperty("lock_timeout", LOCK_SECONDS + "s");
    connect.addProperty("idle_in_transaction_session_timeout", PATIENCE_SECONDS + "s");
    properties.forEach(connect::addProperty);
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

  /** How to reach the database, with a name by which it knows who asks. */
  static PgConnectOptions connect(DatabaseSettings settings, String name) {
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
    ZoneId zone = settings.zone();
    if (zone != null) {
      connect.addProperty("TimeZone", zone.getId());
    }
    return connect;
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

  /**
   * Reads many rows within a transaction, so many at a time, so that they are never in memory all
   * together. What is returned is read to its end before the transaction ends.
   */
  public static Iterator<Row> inPieces(
      SqlConnection tx, String doing, String sql, int size, @Nullable Object... arguments) {
    PreparedStatement prepared = done(doing, tx.prepare(sql));
    Cursor cursor = prepared.cursor(tuple(arguments));
    return new Iterator<>() {
      private Iterator<Row> piece = done(doing, cursor.read(size)).iterator();

      @Override
      public boolean hasNext() {
        if (!piece.hasNext() && cursor.hasMore()) {
          piece = done(doing, cursor.read(size)).iterator();
        }
        return piece.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException(doing);
        }
        return piece.next();
      }
    };
  }

  private static @Nullable OffsetDateTime[] offsets(@Nullable Instant[] times) {
    @Nullable OffsetDateTime[] offsets = new OffsetDateTime[times.length];
    for (int i = 0; i < times.length; i++) {
      Instant at = times[i];
      offsets[i] = at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
    return offsets;
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
   * this process or another. All of it travels to the database together, which answers once. Where
   * one fails nothing is changed.
   *
   * @param key what the turn is about
   * @param reading what the answers say, in the order of the statements; done while the database
   *     commits, by a thread that must not wait
   */
  public <T> Answer<T> inTurn(
      String doing, String key, Function<List<RowSet<Row>>, T> reading, Statement... statements) {
    return asked(doing, connection -> inTurn(connection, key, "commit", reading, statements));
  }

  /** The same in vain: all of it is done, answered and taken back. */
  public <T> Answer<T> inVain(
      String doing, String key, Function<List<RowSet<Row>>, T> reading, Statement... statements) {
    return asked(doing, connection -> inTurn(connection, key, "rollback", reading, statements));
  }

  /**
   * Asks without waiting; all of it travels together.
   *
   * @param reading as in {@link #inTurn}
   */
  public <T> Answer<T> ask(
      String doing, Function<List<RowSet<Row>>, T> reading, Statement... statements) {
    return asked(doing, connection -> read(sent(connection, statements), reading));
  }

  private <T> Answer<T> asked(String doing, Function<SqlConnection, Future<T>> conversation) {
    // The patience is watched by the connection's thread: from here it would be one more hand-over.
    return new Answer<>(
        doing,
        pool.getConnection()
            .compose(connection ->
                conversation
                    .apply(connection)
                    .eventually(connection::close)
                    .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)));
  }

  private static <T> Future<T> inTurn(
      SqlConnection connection,
      String key,
      String end,
      Function<List<RowSet<Row>>, T> reading,
      Statement... statements) {
    // Not waited for one by one: the driver sends them behind each other, and the database keeps
    // their order. Where one fails, the database refuses those behind it and takes the commit for a
    // rollback.
    var _ = connection.query("begin; " + takeTurn(key)).execute();
    List<Future<RowSet<Row>>> answers = sent(connection, statements);
    Future<RowSet<Row>> ended = connection.query(end).execute();
    return read(answers, reading)
        .eventually(() -> ended.otherwiseEmpty())
        .compose(result -> ended.map(result));
  }

  private static List<Future<RowSet<Row>>> sent(SqlConnection connection, Statement... statements) {
    List<Future<RowSet<Row>>> answers = new ArrayList<>();
    for (Statement statement : statements) {
      answers.add(connection.preparedQuery(statement.sql).execute(statement.arguments));
    }
    return answers;
  }

  private static <T> Future<T> read(
      List<Future<RowSet<Row>>> answers, Function<List<RowSet<Row>>, T> reading) {
    return Future.all(answers)
        .map(_ -> reading.apply(answers.stream().map(Future::result).toList()));
  }

  /** The same for the same key in every process; with a number it need not be prepared. */
  private static String takeTurn(String key) {
    long number = 0xcbf29ce484222325L; // FNV-1a
    for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
      number = (number ^ (octet & 0xff)) * 0x100000001b3L;
    }
    return "select pg_advisory_xact_lock(" + (number & Long.MAX_VALUE) + ")";
  }

  /** What was asked and may not be answered yet. */
  public static final class Answer<T> {
    private final String doing;
    private final Future<T> coming;

    private Answer(String doing, Future<T> coming) {
      this.doing = doing;
      this.coming = coming;
    }

    /**
     * Waits for it.
     *
     * @throws DatabaseTrouble if it could not be done
     */
    public T await() {
      try {
        return coming.await();
      } catch (Exception e) {
        throw new DatabaseTrouble(doing, e);
      }
    }
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
    Future<SqlConnection> coming = pool.getConnection();
    try {
      return done(doing, coming);
    } catch (DatabaseTrouble e) {
      // Whoever waited for it was interrupted, or gave up: it may come all the same.
      var _ = coming.compose(SqlConnection::close);
      throw e;
    }
  }

  /**
   * Positional arguments as the driver takes them; an {@link Instant} becomes a timestamp with time
   * zone.
   */
  public static Tuple tuple(@Nullable Object... arguments) {
    List<@Nullable Object> values = new ArrayList<>(arguments.length);
    for (Object argument : arguments) {
      values.add(
          switch (argument) {
            case Instant at -> at.atOffset(ZoneOffset.UTC);
            case Instant[] times -> offsets(times);
            case null, default -> argument;
          });
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
    try {
      var _ = pool.close().otherwiseEmpty().await(CLOSED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Seen once: nothing was under way, and the driver did not say that it was done.
      log.warn(
          "a pool of the database did not say within {} s that it is closed",
          CLOSED_WITHIN_SECONDS);
    }
  }
}
