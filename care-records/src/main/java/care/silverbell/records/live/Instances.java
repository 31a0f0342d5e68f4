package care.silverbell.records.live;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentListener;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseSettings;
import care.silverbell.ingest.database.Notifications;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.ingest.repeating.Woken;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the instances of the service on one database tell each other: which incident has changed, so
 * that pages open at another show it; whose circle has; who has which page open ({@link
 * PagesElsewhere}). Where there is no other instance nothing is said. It is a courtesy, as the live
 * stream is: all that counts is on disk first, and whoever was away reads what they have missed.
 */
public final class Instances implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Instances.class);
  private static final Duration HERE_EVERY = Duration.ofSeconds(4);

  /** Our own word has not come back for so long: the connection is dead, whatever it says. */
  private static final Duration DEAD_AFTER = Duration.ofSeconds(14);

  private static final Duration SAID_AGAIN_AFTER = Duration.ofMillis(300);
  private static final int AT_ONCE = 100;

  private final String self = UUID.randomUUID().toString().substring(0, 8);
  private final LiveStream live;
  private final Consumer<@Nullable PersonId> circleChanged;
  private final Runnable bandsChanged;
  private final PagesElsewhere pages;
  private final Database database;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Set<IncidentId> changed = ConcurrentHashMap.newKeySet();
  private final Notifications notifications;
  private final Woken saying;
  private final Thread hearing;
  private final @Nullable Repeating here;
  private volatile long cameBack = System.nanoTime();

  /** Up to which line of the timelines all has been heard; that of a word before, to be sure. */
  private volatile long heardUpTo;

  private volatile long saidUpTo;
  private volatile boolean closed;

  /**
   * Begins to listen.
   *
   * @param alone whether no other instance can be at this database
   * @param circleChanged is told of whom others may be told something else now; null for anybody
   * @param bandsChanged is told when somebody has changed who wears what, or which bands there are
   */
  public Instances(
      Vertx vertx,
      DatabaseSettings where,
      boolean alone,
      Database database,
      LiveStream live,
      Consumer<@Nullable PersonId> circleChanged,
      Runnable bandsChanged) {
    this.bandsChanged = bandsChanged;
    this.live = live;
    this.database = database;
    this.circleChanged = circleChanged;
    pages = new PagesElsewhere(self, live, this::say);
    heardUpTo = newestLine();
    saidUpTo = heardUpTo;
    notifications = Notifications.open(vertx, where, this::take, () -> take("connected"));
    saying =
        Woken.every(
            SAID_AGAIN_AFTER, "instances", "other instances cannot be told", this::sayChanged);
    hearing = Thread.ofVirtual().name("instances-hearing").start(this::hear);
    here =
        alone
            ? null
            : Repeating.every(
                HERE_EVERY, "instances-here", "other instances cannot be told", this::sayHere);
  }

  /** Shows to those who look here, and tells the others. */
  public IncidentListener listener() {
    return new IncidentListener() {
      @Override
      public Showing expect(@Nullable PersonId person) {
        Showing showing = live.expect(person);
        return (incident, heardAt) -> {
          showing.show(incident, heardAt);
          if (pages.isAnybodyThere()) {
            changed.add(incident.id());
            saying.wake();
          }
        };
      }

      @Override
      public boolean isHeard() {
        return live.isHeard() || pages.isAnybodyThere();
      }
    };
  }

  /** Whether no other instance is there now. */
  public boolean isAlone() {
    return !pages.isAnybodyThere();
  }

  /** Whether the account's page is open at an instance that has just shown the incident there. */
  public boolean isOpen(UUID account, String incident) {
    return live.isOpen(account) || pages.show(account, incident);
  }

  private void say(List<String> words) {
    var _ = notifications.say(words);
  }

  private void sayChanged() {
    List<IncidentId> now = List.copyOf(changed);
    if (now.isEmpty()) {
      return;
    }
    changed.removeAll(now);
    if (!notifications.say(now.stream().map(it -> "incident " + self + " " + it).toList())) {
      changed.addAll(now);
    }
  }

  private void sayHere() {
    if (System.nanoTime() - cameBack > DEAD_AFTER.toNanos()) {
      log.warn("nothing is heard of other instances; the connection is made anew");
      cameBack = System.nanoTime();
      notifications.cut();
      return;
    }
    say(List.of("here " + self + " " + newestLine()));
    if (pages.isAnybodyThere()) {
      pages.sayChanges();
    }
  }

  private long newestLine() {
    return database
        .query(
            "looking for the newest line of the timelines",
            "select coalesce(max(id), 0) as newest from incident_timeline")
        .iterator()
        .next()
        .getLong("newest");
  }

  /** Somebody waits for whether a page has an incident; all else is taken in turn. */
  private void take(String word) {
    if (word.startsWith("show")) {
      Thread.startVirtualThread(() -> hear(word));
    } else {
      heard.add(word);
    }
  }

  private void hear() {
    try {
      while (!closed) {
        List<String> words = new ArrayList<>(List.of(heard.take()));
        heard.drainTo(words, AT_ONCE);
        // Of many that say the same one is enough.
        for (String word : new LinkedHashSet<>(words)) {
          hear(word);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(String word) {
    try {
      String[] parts = word.split(" ");
      switch (parts[0]) {
        case "connected" -> connected();
        case "bands" -> bandsChanged.run();
        case "person" -> circle(new PersonId(UUID.fromString(parts[1])));
        case String _ when parts[1].equals(self) -> ownWord(parts);
        case "incident" -> live.showAnew(IncidentId.of(parts[2]));
        case String _ -> pages.hear(parts);
      }
    } catch (RuntimeException e) {
      if (!closed) {
        log.warn("what another instance said could not be taken: {}", word, e);
      }
    }
  }

  private void ownWord(String[] parts) {
    if (parts[0].equals("here")) {
      cameBack = System.nanoTime();
      heardUpTo = saidUpTo;
      saidUpTo = Long.parseLong(parts[2]);
    }
  }

  /** What was said before is lost: it is read, and the others are asked who they are. */
  private void connected() {
    cameBack = System.nanoTime();
    circle(null);
    bandsChanged.run();
    if (here != null) {
      pages.begin();
      live.showMissed(heardUpTo);
    }
  }

  private void circle(@Nullable PersonId person) {
    circleChanged.accept(person);
    live.lookAgain(person);
  }

  @Override
  public void close() {
    closed = true;
    if (here != null) {
      here.close();
      say(List.of("gone " + self));
    }
    saying.close();
    hearing.interrupt();
    notifications.close();
  }
}
