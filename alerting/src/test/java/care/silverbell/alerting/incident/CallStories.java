package care.silverbell.alerting.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.broker.InboundMessage.Delivery;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A desk on a real database, a clock of our own, and ears for what the band and the page are told.
 */
final class CallStories implements AutoCloseable {
  final TestDatabase test = TestDatabase.create("alerting");
  final IncidentStore store = new IncidentStore(test.database());
  final List<BandReply> replies = new CopyOnWriteArrayList<>();
  final List<Incident> shown = new CopyOnWriteArrayList<>();
  final PersonId wearer = new PersonId(UUID.randomUUID());
  final BandSerial band = new BandSerial("demo-0001");
  final IncidentDesk desk =
      new IncidentDesk(
          test.database(),
          store,
          (_, reply) -> replies.add(reply),
          _ -> (incident, _) -> shown.add(incident),
          new Announced(),
          who -> "account:" + UUID.nameUUIDFromBytes(who.account().getBytes(UTF_8)),
          () -> {},
          () -> now());
  volatile Purpose purpose = Purpose.REAL;
  private Instant now = Instant.parse("2026-11-22T03:00:00Z");

  private final class Announced implements TestPresses {
    @Override
    public boolean isTest(@Nullable PersonId person, BandSerial band, Instant at) {
      return purpose == Purpose.TEST;
    }

    @Override
    public boolean isCanary(BandSerial band) {
      return purpose == Purpose.CANARY;
    }
  }

  Instant now() {
    return now;
  }

  void forward(Duration by) {
    now = now.plus(by);
  }

  Heard press(@Nullable String id) {
    return press(id, Delivery.NONE);
  }

  Heard press(@Nullable String id, Delivery delivery) {
    return new Heard(
        new BandMessage.Call(band, id, Moment.of(now), null, 88, 61, true),
        Optional.of(wearer),
        delivery,
        now);
  }

  Heard cancel() {
    return cancel(null);
  }

  Heard cancel(@Nullable String id) {
    return new Heard(
        new BandMessage.CallCancel(band, id, Moment.of(now), true),
        Optional.of(wearer),
        Delivery.NONE,
        now);
  }

  List<Incident> open() {
    return store.list(
        IncidentStore.Scope.ALL, true, IncidentStore.Lines.ALL, Optional.empty(), 100);
  }

  Incident only() {
    List<Incident> open = open();
    if (open.size() != 1) {
      throw new AssertionError("not one open incident but " + open);
    }
    return open.getFirst();
  }

  List<String> stages() {
    return replies.stream().map(reply -> reply.stage().wireName()).toList();
  }

  @Override
  public void close() {
    test.close();
  }
}
