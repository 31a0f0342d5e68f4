package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.ingest.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** The telling of people put together: what sends, what is heard back, and what is answered. */
public final class Notices implements AutoCloseable {
  private final Dispatches dispatches;
  private final NoticeSender sender;
  private final Receipts receipts;
  private final Answers answers;
  private final InstantSource clock;

  /**
   * Puts it together.
   *
   * @param changed is told of each incident whose timeline has grown by it; never blocks
   */
  public Notices(
      Database database,
      Outbox outbox,
      Subjects subjects,
      List<Channel> channels,
      IncidentDesk desk,
      Consumer<IncidentId> changed,
      MeterRegistry registry,
      InstantSource clock) {
    this.clock = clock;
    IncidentStore incidents = new IncidentStore(database);
    NoticeMetrics metrics = new NoticeMetrics(registry);
    NextWay nextWay = new NextWay(outbox, incidents, subjects);
    dispatches = new Dispatches(database);
    receipts = new Receipts(database, nextWay, desk, changed, metrics, clock);
    answers = new Answers(database, incidents, desk, metrics, clock);
    sender =
        new NoticeSender(
            database,
            new Circuits(database),
            outbox,
            nextWay,
            receipts,
            channels,
            desk,
            changed,
            metrics,
            clock);
  }

  /** Begins to send. */
  public void begin() {
    sender.begin();
  }

  /** Something has been put into the outbox; never blocks. */
  public void wake() {
    sender.wake();
  }

  /** What is heard of notices after they were sent. */
  public Receipts receipts() {
    return receipts;
  }

  /** Answers by a link. */
  public Answers answers() {
    return answers;
  }

  /** How long the oldest of what should have been sent has been waiting. */
  public Duration oldestWaiting() {
    return dispatches.oldestWaiting(clock.instant());
  }

  /** How many are being sent now. */
  public int underWay() {
    return sender.underWay();
  }

  /** Sends all that is due now and waits for it; for whoever has the clock in hand. */
  public void sendAllDue() throws InterruptedException {
    sender.sendAllDue();
  }

  @Override
  public void close() {
    sender.close();
  }
}
