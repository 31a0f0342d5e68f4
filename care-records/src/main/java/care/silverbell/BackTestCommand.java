package care.silverbell;

import care.silverbell.alerting.backtest.BackTest;
import care.silverbell.alerting.backtest.BackTest.Heard;
import care.silverbell.alerting.backtest.BackTest.Question;
import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseSettings;
import care.silverbell.ingest.database.EmbeddedPostgres;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.records.rule.Baselines;
import care.silverbell.records.rule.PersonDays;
import care.silverbell.records.rule.PersonLimits;
import care.silverbell.records.rule.WatchBook;
import care.silverbell.records.rule.Zones;
import care.silverbell.records.rule.backtest.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries settings of rules on what is stored, from the command line. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what a limit, another day or a zone would have rung in the stored readings, beside what"
          + " is in force.",
      "Reads the stores that the settings of serve name, and changes nothing; serve may be running."
          + " Of an embedded database it needs the same SILVERBELL_DATA_DIR.",
      "Ends with 0, with 2 when it could not be tried; Ctrl-C ends it with what is known so far."
    })
final class BackTestCommand implements Callable<Integer> {
  private static final int NOT_TRIED = 2;
  private static final int CANCELLED = 130;
  private static final int CONNECTIONS = 4;
  private static final long TELL_EVERY_NANOS = Duration.ofMillis(500).toNanos();

  @Mixin private TriedSettings settings = new TriedSettings();

  @Option(names = "--person", description = "one person, by id or file number (档案号); else all")
  private @Nullable String person;

  @Option(names = "--cell", description = "all who live in a cell or below, by id or code")
  private @Nullable String cell;

  @Option(names = "--days", defaultValue = "30", description = "of readings, up to now; else 30")
  private int days;

  @Option(names = "--threads", description = "that judge at once; else a core is left for serve")
  private @Nullable Integer threads;

  @Option(names = "--json", description = "answers in JSON")
  private boolean json;

  /** What is said about the work goes to the other stream, so that the answer can be read. */
  private final PrintStream out = System.out;

  private volatile boolean unwanted;

  @Override
  public Integer call() {
    System.setOut(System.err);
    CountDownLatch said = new CountDownLatch(1);
    Thread stopping = new Thread(() -> stop(said), "stopping");
    try {
      Settings service = Settings.read(System.getenv());
      Proposal proposal = settings.proposal(person != null);
      Runtime.getRuntime().addShutdownHook(stopping);
      return run(service, proposal);
    } catch (Settings.Unusable e) {
      System.err.println("The settings cannot be used:\n" + e.getMessage());
    } catch (Exception e) {
      System.err.println("Nothing was tried: " + e.getMessage());
    } finally {
      said.countDown();
    }
    return NOT_TRIED;
  }

  /** Ctrl-C: what is known by then is still said. */
  private void stop(CountDownLatch said) {
    unwanted = true;
    try {
      var _ = said.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int run(Settings settings, Proposal proposal) throws Exception {
    Vertx vertx = Vertx.vertx();
    Path folder = settings.dataDir().resolve("postgres");
    Optional<DatabaseSettings> there =
        settings.database().or(() -> EmbeddedPostgres.running(folder));
    try (EmbeddedPostgres own = there.isPresent() ? null : EmbeddedPostgres.start(folder);
        Database database =
            Database.open(
                vertx,
                (own == null ? there.orElseThrow() : own.settings()).in(settings.zone()),
                "backtest",
                CONNECTIONS);
        TelemetryStore telemetry = Telemetry.beside(settings, database, InstantSource.system());
        WatchBook book = watchBook(settings, database, telemetry)) {
      Instant now = Instant.now();
      Question question = new Question(proposal, now.minus(Duration.ofDays(days)), now);
      return hear(new BackTest(telemetry, book, BackTest.Pace.FULL), people(database), question);
    } finally {
      vertx.close().await();
    }
  }

  private static WatchBook watchBook(
      Settings settings, Database database, TelemetryStore telemetry) {
    PersonDays days = new PersonDays(database);
    return new WatchBook(
        database,
        new PersonLimits(database, InstantSource.system()),
        new Zones(database, InstantSource.system()),
        new Baselines(database, telemetry, days, settings.zone()),
        days,
        settings.zone());
  }

  private List<PersonId> people(Database database) {
    List<PersonId> people = new ArrayList<>();
    database
        .query(
            "looking for the people",
            """
            select p.id from person p
             where ($1::text is null or p.id::text = $1 or p.code = $1)
               and ($2::text is null or exists (select from grid_within w join grid_cell c on c.id = w.above
                      where w.cell = p.cell and (c.id::text = $2 or c.code = $2)))
             order by p.id
            """,
            person,
            cell)
        .forEach(row -> people.add(new PersonId(row.getUUID("id"))));
    if (people.isEmpty()) {
      throw new IllegalArgumentException("there is nobody like that");
    }
    return people;
  }

  private int hear(BackTest backTest, List<PersonId> people, Question question) {
    Answer answer = new Answer();
    long began = System.nanoTime();
    boolean whole = true;
    try {
      backTest.run(
          people,
          question,
          threads == null ? BackTest.threads() : threads,
          new Telling(answer, people.size(), began));
    } catch (CancellationException e) {
      whole = false;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.err.println();
    if (json) {
      out.println(
          new JsonObject()
              .put("from", "" + question.from())
              .put("to", "" + question.to())
              .put("whole", whole)
              .put("asked", answer.asked())
              .put("total", people.size())
              .put("seconds", seconds)
              .mergeIn(answer.toJson())
              .encodePrettily());
    } else {
      say(answer.toJson(), answer.asked(), people.size(), seconds);
    }
    return whole ? 0 : CANCELLED;
  }

  /** Says how far it is, on one line that is written over. */
  private final class Telling implements BackTest.Listener {
    private final Answer answer;
    private final int total;
    private final long began;
    private long told;

    Telling(Answer answer, int total, long began) {
      this.answer = answer;
      this.total = total;
      this.began = began;
    }

    @Override
    public void heard(Heard heard) {
      answer.take(heard);
      long now = System.nanoTime();
      if (now - told > TELL_EVERY_NANOS || answer.asked() == total) {
        told = now;
        System.err.printf(
            Locale.ROOT,
            "\r%,d of %,d people, %,d readings, would have rung %,d times, %d s ",
            answer.asked(),
            total,
            answer.readings(),
            answer.proposed(),
            TimeUnit.NANOSECONDS.toSeconds(now - began));
        System.err.flush();
      }
    }

    @Override
    public boolean cancelled() {
      return unwanted;
    }
  }

  private void say(JsonObject answer, int asked, int total, double seconds) {
    if (asked < total) {
      out.printf(Locale.ROOT, "cancelled: %,d of %,d people were asked%n", asked, total);
    }
    out.printf(
        Locale.ROOT,
        "would have rung %,d times (people: %,d); what is in force rings %,d times (people: %,d)%n",
        answer.getLong("rings"),
        answer.getLong("peopleRung"),
        answer.getLong("ringsNow"),
        answer.getLong("peopleRungNow"));
    out.printf(
        Locale.ROOT,
        "%,d readings of %,d people in %.1f s%n",
        answer.getLong("readings"),
        answer.getLong("withReadings"),
        seconds);
    for (Object it : answer.getJsonArray("found")) {
      JsonObject ring = (JsonObject) it;
      out.printf(
          "%s  %s  %-4s  %s%n",
          ring.getString("at"),
          ring.getString("person"),
          !ring.getBoolean("rings") ? "gone" : ring.getBoolean("ringsNow") ? "both" : "new",
          ring.getString("why"));
    }
    if (answer.getInteger("more") > 0) {
      out.printf(Locale.ROOT, "and %,d more%n", answer.getInteger("more"));
    }
  }
}
