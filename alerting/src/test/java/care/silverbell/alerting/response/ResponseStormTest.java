package care.silverbell.alerting.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.Alerting;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.AnswerTokens;
import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.NoticeWording;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.response.ResponsePlan.Step;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
class ResponseStormTest {
  private static final int INCIDENTS = 500;
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final Duration SLOW = Duration.ofSeconds(5);
  private static final Duration[] SECONDS = {
    Duration.ZERO, Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofSeconds(9)
  };

  /** What is promised is a second, {@code -Dstorm.late=1000}; build machines are busy. */
  private static final long LATEST_MILLIS = Integer.getInteger("storm.late", 4_000);

  /** So few that the load fills them. */
  private static final int PLACES = 128;

  private static final long MEGABYTE = 1024 * 1024;

  @Test
  void aStormOfCallsWithSlowChannelsAndOneDownKeepsItsSecondsAndItsMemory() throws Exception {
    CalmMachine machine = new CalmMachine();
    Vertx vertx = Vertx.vertx();
    SlowChannel sms = new SlowChannel(ChannelKind.SMS);
    SlowChannel voice = new SlowChannel(ChannelKind.VOICE);
    SlowChannel page = new SlowChannel(ChannelKind.PAGE);
    try (TestDatabase test = seesDeadlocks(TestDatabase.create("alerting"));
        Database calls = Database.open(vertx, test.settings(), "storm-calls", 6);
        Database responding = Database.open(vertx, test.settings(), "storm-response", 6);
        Database telling = Database.open(vertx, test.settings(), "storm-notices", 6);
        Alerting alerting =
            new Alerting(
                new Alerting.Pools(calls, test.database(), responding, telling),
                new Alerting.Office(
                    new StormPlans(), _ -> Subjects.Subject.UNKNOWN, _ -> "", TestPresses.NONE),
                new Alerting.Telling(
                    List.of(sms, voice, page, new DownChannel()),
                    new NoticeWording(),
                    token -> "https://silverbell.example/a/" + token,
                    new AnswerTokens("a key for stories only".getBytes(UTF_8))),
                (_, _) -> {},
                _ -> (_, _) -> {},
                InstantSource.system(),
                new SimpleMeterRegistry())) {
      long before = used();
      List<Long> presses = new ArrayList<>();
      Instant start = Instant.now();
      for (int i = 0; i < INCIDENTS; i++) {
        Instant planned = start.plus(WITHIN.multipliedBy(i).dividedBy(INCIDENTS));
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), planned).toMillis()));
        alerting.desk().onAlarm(Presses.of(i));
        presses.add(Duration.between(planned, Instant.now()).toMillis());
      }
      Thread.sleep(SECONDS[SECONDS.length - 1].plusMillis(1_500));
      long after = used();

      List<Long> late = lateness(test.database());
      presses.sort(null);
      System.out.printf(
          "%d calls within %d s, every channel taking %d s and one down: %d steps, late p50 %d p99"
              + " %d most %d ms; a press written p50 %d p99 %d most %d ms after its moment; under"
              + " way at most %d short messages and %d voice calls; memory grew by %d MB; %s%n",
          INCIDENTS,
          WITHIN.toSeconds(),
          SLOW.toSeconds(),
          late.size(),
          late.get(late.size() / 2),
          late.get(late.size() * 99 / 100),
          late.getLast(),
          presses.get(presses.size() / 2),
          presses.get(presses.size() * 99 / 100),
          presses.getLast(),
          sms.most.get(),
          voice.most.get(),
          (after - before) / MEGABYTE,
          machine);
      assertThat(late).hasSize(INCIDENTS * SECONDS.length);
      assertThat(sms.most.get()).as("at a time, all its places and no more").isEqualTo(PLACES);
      assertThat((after - before) / MEGABYTE).isLessThan(96);
      assertThat(deadlocks(test.database())).as("deadlocks").isZero();
      assertThat(down(test.database())).as("told the operator once").isEqualTo(1);
      machine.judges(
          "how late steps are in a storm",
          () ->
              assertThat(late.getLast())
                  .as("the latest step, ms")
                  .isLessThanOrEqualTo(LATEST_MILLIS));
    } finally {
      vertx.close().await();
    }
  }

  /** Of each step of each incident, sorted. */
  private static List<Long> lateness(Database database) {
    List<Long> late = new ArrayList<>();
    database
        .query(
            "reading the steps",
            """
            select distinct n.incident, n.step, n.created_at, i.opened_at
              from notice n join incident i on i.id = n.incident where i.person is not null
            """)
        .forEach(row ->
            late.add(
                Duration.between(
                        Database.instant(row, "opened_at")
                            .plus(SECONDS[row.getInteger("step") - 1]),
                        Database.instant(row, "created_at"))
                    .toMillis()));
    late.sort(null);
    return late;
  }

  private static long down(Database database) {
    return database
        .query("counting", "select count(*) as n from incident where kind = 'channel-down'")
        .iterator()
        .next()
        .getLong("n");
  }

  /** Sooner than anybody gives up waiting for a lock: else there is none to be counted. */
  private static TestDatabase seesDeadlocks(TestDatabase test) {
    var _ =
        test.database()
            .query(
                "looking for deadlocks soon",
                """
                do $$ begin
                  execute format('alter database %I set deadlock_timeout = ''50ms''', current_database());
                end $$
                """);
    return test;
  }

  private static long deadlocks(Database database) {
    return database
        .query(
            "counting deadlocks",
            "select deadlocks from pg_stat_database where datname = current_database()")
        .iterator()
        .next()
        .getLong("deadlocks");
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static final class SlowChannel implements Channel {
    private final ChannelKind kind;
    private final AtomicInteger underWay = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();

    SlowChannel(ChannelKind kind) {
      this.kind = kind;
    }

    @Override
    public ChannelKind kind() {
      return kind;
    }

    @Override
    public int places() {
      return PLACES;
    }

    @Override
    public Delivery send(UUID key, String to, Message message) {
      var _ = most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
      try {
        Thread.sleep(SLOW);
        return new Delivery.Taken(null);
      } catch (InterruptedException _) {
        return new Delivery.TryAgain("interrupted", null);
      } finally {
        underWay.decrementAndGet();
      }
    }
  }

  private static final class DownChannel implements Channel {
    @Override
    public ChannelKind kind() {
      return ChannelKind.PUSH;
    }

    @Override
    public Delivery send(UUID key, String to, Message message) {
      return new Delivery.TryAgain("connection refused", null);
    }
  }

  private static final class StormPlans implements ResponsePlans {
    private final ResponsePlan plan =
        new ResponsePlan(
            "storm",
            List.of(
                new Step(SECONDS[0], List.of(new Who.Family(), new Who.OnDuty())),
                new Step(SECONDS[1], List.of(new Who.StandIn())),
                new Step(SECONDS[2], List.of(new Who.Above(1))),
                new Step(SECONDS[3], List.of(new Who.Above(2)))),
            null,
            1,
            null);

    @Override
    public ResponsePlan planFor(Incident incident) {
      return incident.person() == null ? DefaultPlans.aboutService() : plan;
    }

    @Override
    public Map<Who, Meant> meant(
        Set<Who> words, @Nullable PersonId person, Incident incident, Instant at) {
      Map<Who, Meant> all = new HashMap<>();
      for (Who who : words) {
        List<Recipient> them =
            who instanceof Who.Family
                ? List.of(
                    staff(who, 0, ChannelKind.VOICE, ChannelKind.SMS),
                    staff(who, 1, ChannelKind.SMS))
                : List.of(staff(who, 0, ChannelKind.PAGE, ChannelKind.PUSH, ChannelKind.SMS));
        all.put(who, new Meant(them, null));
      }
      return all;
    }

    private static Recipient staff(Who who, int n, ChannelKind... ways) {
      String name = who + " " + n;
      return new Recipient(
          new RecipientId.OfStaff(UUID.nameUUIDFromBytes(name.getBytes(UTF_8))),
          name,
          "zh-CN",
          Arrays.stream(ways).map(it -> new Address(it, name, true)).toList());
    }
  }
}
