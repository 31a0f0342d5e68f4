package care.silverbell.alerting.response;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Presses that go on coming while the processes that respond to them are killed again and again.
 */
final class KillStory implements AutoCloseable {
  private static final Duration PRESS_EVERY = Duration.ofMillis(400);
  private static final Duration SHORTEST_LIFE = Duration.ofMillis(50);

  /** Beside what it takes to a first step. */
  private static final Duration LIFE = Duration.ofMillis(600);

  /** What is promised is two seconds, {@code -Dkills.late=2000}; build machines are busy. */
  private static final long LATEST_MILLIS = Integer.getInteger("kills.late", 5_000);

  final TestDatabase test = TestDatabase.create("alerting");
  final CountingProvider provider;
  private final CalmMachine machine = new CalmMachine();
  private final Path archive;
  private final IncidentDesk desk =
      new IncidentDesk(
          test.database(),
          new IncidentStore(test.database()),
          (_, _) -> {},
          _ -> (_, _) -> {},
          TestPresses.NONE,
          _ -> "",
          () -> {},
          InstantSource.system());

  /** When each process worked: from its first step until it was killed. */
  private final List<Alive> alive = new CopyOnWriteArrayList<>();

  /** How long it took from ready to the first step, of those that lived so long. */
  private final List<Long> warming = new CopyOnWriteArrayList<>();

  /** Which notices each killed process may have had under way. */
  private final Map<Long, Set<UUID>> underWay = new HashMap<>();

  private volatile boolean pressing = true;
  private final Thread presses = Thread.ofVirtual().unstarted(this::press);

  KillStory(Path folder) throws IOException {
    provider = new CountingProvider();
    archive = folder.resolve("responding.jsa");
  }

  record Alive(Instant from, Instant until) {}

  /** A process that is responding; it is warm once it has taken its first step. */
  record Child(Process process, Instant ready, CompletableFuture<Instant> warm) {
    Alive span(Instant until) {
      return new Alive(warm.getNow(until), until);
    }
  }

  /** The first one makes an archive of its classes when it ends, so that the others start fast. */
  void warmUp() throws Exception {
    Child first = start();
    first.process.getOutputStream().close();
    assertThat(first.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    presses.start();
  }

  Child start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:aot=off",
                "-cp",
                System.getProperty("java.class.path"),
                RespondingProcess.class.getName(),
                test.settings().url(),
                "postgres",
                Integer.toString(provider.port()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); ; line = out.readLine()) {
      if (line == null) {
        throw new AssertionError("the process ended before it was ready");
      }
      if (line.equals(RespondingProcess.READY)) {
        Child child = new Child(process, Instant.now(), new CompletableFuture<>());
        Thread.ofVirtual().start(() -> hearItIsWarm(out, child));
        return child;
      }
    }
  }

  private void hearItIsWarm(BufferedReader out, Child child) {
    try {
      if (RespondingProcess.WARM.equals(out.readLine())) {
        Instant now = Instant.now();
        child.warm.complete(now);
        warming.add(Duration.between(child.ready, now).toMillis());
      }
    } catch (IOException _) {
      // it was killed
    }
  }

  /**
   * How long the next one lives: a time at random, often too short for a first step; longer by what
   * a first step takes here, so that some reach it on a slow machine too.
   */
  Duration life(Random random) {
    List<Long> sorted = warming.stream().sorted().toList();
    long warm = sorted.isEmpty() ? 0 : at(sorted, 0.5);
    return SHORTEST_LIFE.plusMillis(random.nextLong(LIFE.toMillis() + warm));
  }

  /** kill -9. */
  void kill(Child child) throws Exception {
    long pid = child.process.pid();
    alive.add(child.span(Instant.now()));
    var _ = child.process.toHandle().destroyForcibly();
    child.process.waitFor();
    Set<UUID> sending = new HashSet<>();
    test.database()
        .query("looking for what was under way", "select id from dispatch where state = 'sending'")
        .forEach(row -> sending.add(row.getUUID(0)));
    underWay.put(pid, sending);
  }

  private void press() {
    for (int i = 0; pressing; i++) {
      desk.onAlarm(Presses.of(i));
      try {
        Thread.sleep(PRESS_EVERY);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** No more presses; those who are left finish what there is. */
  void finish(List<Child> left) throws Exception {
    pressing = false;
    presses.join();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> unfinished() == 0);
    for (Child child : left) {
      alive.add(child.span(Instant.now()));
      child.process.getOutputStream().close();
      var _ = child.process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private long unfinished() {
    return test.database()
        .query(
            "counting what is left",
            """
            select (select count(*) from incident where due_at is not null)
                 + (select count(*) from dispatch where next_at is not null) as n
            """)
        .iterator()
        .next()
        .getLong("n");
  }

  /** One notice as it was written, and when it should have been. */
  private record Step(int number, String recipient, Instant planned, Instant written) {}

  /** Says what the whole came to, in a line; fails where a step was lost, late or sent twice. */
  void judge(String of, boolean alwaysOneAlive) {
    Map<UUID, List<Step>> byIncident = new HashMap<>();
    test.database()
        .query(
            "reading all steps",
            """
            select n.incident, n.step, n.recipient, n.created_at, i.opened_at
              from notice n join incident i on i.id = n.incident order by n.incident, n.step
            """)
        .forEach(row ->
            byIncident
                .computeIfAbsent(row.getUUID("incident"), _ -> new ArrayList<>())
                .add(
                    new Step(
                        row.getInteger("step"),
                        "" + row.getString("recipient"),
                        Database.instant(row, "opened_at")
                            .plus(
                                RespondingProcess.BETWEEN_STEPS.multipliedBy(
                                    row.getInteger("step") - 1)),
                        Database.instant(row, "created_at"))));
    long incidents =
        test.database()
            .query("counting", "select count(*) as n from incident where person is not null")
            .iterator()
            .next()
            .getLong("n");
    assertThat(byIncident).hasSize((int) incidents);
    List<Long> late = new ArrayList<>();
    List<Long> wall = new ArrayList<>();
    byIncident.forEach((incident, steps) -> {
      assertThat(steps)
          .as("steps of %s", incident)
          .extracting(Step::number)
          .containsExactly(1, 2, 3, 4, 5);
      for (Step step : steps) {
        assertThat(step.recipient)
            .isEqualTo("staff:" + RespondingProcess.FivePeople.person(step.number - 1));
        assertThat(step.written).isAfterOrEqualTo(step.planned);
        late.add(aliveBetween(step.planned, step.written));
        wall.add(Duration.between(step.planned, step.written).toMillis());
      }
    });
    late.sort(null);
    wall.sort(null);
    List<Long> first = new ArrayList<>(warming);
    first.sort(null);
    String sent = judgeSending(late.size());
    String report =
        "%d incidents, %d steps, none lost or doubled; late while a warm process was there: median %d ms, p99 %d ms, most %d ms; by the clock: median %d ms, most %d ms; ready to first step: median %d ms, most %d ms; %s"
            .formatted(
                incidents,
                late.size(),
                at(late, 0.5),
                at(late, 0.99),
                late.getLast(),
                at(wall, 0.5),
                wall.getLast(),
                at(first, 0.5),
                first.getLast(),
                sent);
    System.out.printf("%d kills of %s: %s; %s%n", kills(), of, report, machine);
    machine.judges(
        "how late steps are through kills",
        () -> {
          assertThat(late.getLast())
              .as("milliseconds late while a warm process was there")
              .isLessThan(LATEST_MILLIS);
          assertThat(first.getLast())
              .as("milliseconds from ready to the first step that was due")
              .isLessThan(LATEST_MILLIS);
          if (alwaysOneAlive) {
            assertThat(wall.getLast())
                .as("milliseconds late by the clock")
                .isLessThan(LATEST_MILLIS);
          }
        });
  }

  private String judgeSending(int steps) {
    int twice = 0;
    assertThat(provider.requests).as("each notice reached the provider").hasSize(steps);
    for (var entry : provider.requests.entrySet()) {
      List<CountingProvider.Request> tries = entry.getValue();
      // Whatever was tried again had been under way in a process that was killed.
      for (CountingProvider.Request before : tries.subList(0, tries.size() - 1)) {
        twice++;
        assertThat(underWay.get(before.process()))
            .as("killed %s", before)
            .isNotNull()
            .contains(entry.getKey());
      }
    }
    assertThat(count("select count(*) as n from dispatch where state <> 'sent'")).isZero();
    return twice + " of them asked twice of the provider, each under way at a kill";
  }

  private long count(String sql) {
    return test.database().query("counting", sql).iterator().next().getLong("n");
  }

  private long aliveBetween(Instant from, Instant until) {
    long millis = 0;
    for (Alive span : alive) {
      Instant begin = span.from.isAfter(from) ? span.from : from;
      Instant end = span.until.isBefore(until) ? span.until : until;
      millis += Math.max(0, Duration.between(begin, end).toMillis());
    }
    return millis;
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
  }

  @Override
  public void close() {
    pressing = false;
    provider.close();
    test.close();
  }

  static int kills() {
    @Nullable String set = System.getProperty("silverbell.kills");
    return set == null ? 12 : Integer.parseInt(set);
  }
}
