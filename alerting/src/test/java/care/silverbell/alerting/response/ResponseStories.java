package care.silverbell.alerting.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import care.silverbell.alerting.incident.Answerers;
import care.silverbell.alerting.incident.Deed;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.alerting.incident.WristReplies;
import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.AnswerTokens;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.NoticeWording;
import care.silverbell.alerting.notification.Notices;
import care.silverbell.alerting.notification.Outbox;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.response.StoryChannel.Sent;
import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.broker.InboundMessage.Delivery;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Responses on a real database with a clock of our own, by one or several instances at once: {@code
 * forward(seconds(60))}, and then see who was told.
 */
final class ResponseStories implements AutoCloseable {
  final TestDatabase test = TestDatabase.create("alerting");
  final List<Sent> sent = new CopyOnWriteArrayList<>();
  final List<BandReply> replies = new CopyOnWriteArrayList<>();
  final Map<ChannelKind, StoryChannel> channels = new EnumMap<>(ChannelKind.class);
  final Map<Who, List<Recipient>> meant = new ConcurrentHashMap<>();

  /** Those of the family who are to be told nothing more. */
  final Set<RecipientId> letGo = ConcurrentHashMap.newKeySet();

  /** What happens once between the look-up of whom the words mean and the step. */
  final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});

  /** When those may be asked whom a word means at other hours. */
  final Map<Who, Instant> heldUntil = new ConcurrentHashMap<>();

  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final PersonId wearer = new PersonId(UUID.randomUUID());
  final IncidentStore store = new IncidentStore(test.database());
  final IncidentDesk desk =
      new IncidentDesk(
          test.database(),
          store,
          new StoryWrist(),
          _ -> (_, _) -> {},
          TestPresses.NONE,
          new StoryAnswerers(),
          () -> {},
          () -> this.now.minus(this.deskBehind));
  final List<EscalationRound> rounds = new ArrayList<>();
  final List<Notices> notices = new ArrayList<>();
  @Nullable ResponsePlan plan;
  private volatile Instant now = Instant.parse("2026-11-22T03:00:00Z");

  /** How long ago those began to answer who wait for their turn at the incident. */
  volatile Duration deskBehind = Duration.ZERO;

  private Instant opened = now;
  private int seen;
  private final Outbox outbox;
  private final Subjects subjects = _ -> new Subjects.Subject("王秀英", "和平里 3-2");

  /** Whether whoever has fallen is asked first. */
  volatile boolean asksAfterFall;

  /** When they were. */
  final List<Instant> wearerAsked = new CopyOnWriteArrayList<>();

  private final class StoryWrist implements WristReplies {
    @Override
    public void reply(BandSerial band, BandReply reply) {
      replies.add(reply);
    }

    @Override
    public boolean asksAfterFall(BandSerial band, @Nullable PersonId person) {
      return asksAfterFall;
    }

    @Override
    public void askAfterFall(BandSerial band, @Nullable PersonId person) {
      wearerAsked.add(now);
    }
  }

  /** How often sending said that an incident has changed. */
  final AtomicInteger changes = new AtomicInteger();

  /** Null while nobody dies. */
  private @Nullable Random deaths;

  ResponseStories(int instances) {
    for (ChannelKind kind : ChannelKind.values()) {
      channels.put(kind, new StoryChannel(kind, () -> now, sent));
    }
    outbox =
        new Outbox(
            new NoticeWording(),
            token -> "https://silverbell.example/a/" + token,
            new AnswerTokens("a key for stories only".getBytes(UTF_8)),
            channels.keySet());
    for (int i = 0; i < instances; i++) {
      rounds.add(round());
      notices.add(sending());
    }
  }

  /** From now on the last instance dies again and again, wherever it is, and another begins. */
  void theLastDiesAtRandom(long seed) {
    deaths = new Random(seed);
  }

  private EscalationRound round() {
    return new EscalationRound(
        test.database(), new StoryPlans(), subjects, outbox, registry, () -> now);
  }

  private Notices sending() {
    return new Notices(
        test.database(),
        outbox,
        subjects,
        List.copyOf(channels.values()),
        desk,
        _ -> changes.incrementAndGet(),
        registry,
        () -> now);
  }

  private final class StoryAnswerers implements Answerers {
    @Override
    public String recipientOf(Responder who) {
      return id(who.account()).toString();
    }

    @Override
    public boolean mayAnswer(String recipient, IncidentId incident) {
      return !letGo.contains(RecipientId.of(recipient));
    }
  }

  private final class StoryPlans implements ResponsePlans {
    @Override
    public ResponsePlan planFor(Incident incident) {
      if (incident.person() == null) {
        return DefaultPlans.aboutService();
      }
      return plan == null ? DefaultPlans.of(incident.severity()) : plan;
    }

    @Override
    public Map<Who, Meant> meant(
        Set<Who> words, @Nullable PersonId person, Incident incident, Instant at) {
      Map<Who, Meant> entries = new HashMap<>();
      for (Who word : words) {
        List<Recipient> them = meant.getOrDefault(word, List.of());
        Instant held = heldUntil.get(word);
        entries.put(
            word,
            new Meant(
                them,
                them.isEmpty() ? "nobody for " + word : null,
                held != null && held.isAfter(at) ? held : null,
                letGo));
      }
      meanwhile.getAndSet(() -> {}).run();
      return entries;
    }
  }

  static RecipientId id(String name) {
    return new RecipientId.OfStaff(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
  }

  static Recipient staff(String name, ChannelKind... ways) {
    return recipient(id(name), name, name, ways);
  }

  /** One who may have the name of another: their account, which is their address too, differs. */
  static Recipient namesake(String account, String name, ChannelKind... ways) {
    return recipient(id(account), name, account, ways);
  }

  static Recipient contact(String name, ChannelKind... ways) {
    return recipient(
        new RecipientId.OfContact(UUID.nameUUIDFromBytes(name.getBytes(UTF_8))), name, name, ways);
  }

  private static Recipient recipient(RecipientId id, String name, String to, ChannelKind... ways) {
    return new Recipient(
        id, name, "zh-CN", Arrays.stream(ways).map(it -> new Address(it, to, true)).toList());
  }

  StoryChannel channel(ChannelKind kind) {
    @Nullable StoryChannel channel = channels.get(kind);
    if (channel == null) {
      throw new AssertionError("there is no " + kind);
    }
    return channel;
  }

  /** A daughter, A and B, and two levels above, each with a short message only. */
  void usualPeople() {
    meant.put(new Who.Family(), List.of(contact("daughter", ChannelKind.SMS)));
    meant.put(new Who.OnDuty(), List.of(staff("A", ChannelKind.SMS)));
    meant.put(new Who.StandIn(), List.of(staff("B", ChannelKind.SMS)));
    meant.put(new Who.Above(1), List.of(staff("C1", ChannelKind.SMS)));
    meant.put(new Who.Above(2), List.of(staff("C2", ChannelKind.SMS)));
    meant.put(new Who.Desk(), List.of(staff("desk", ChannelKind.SMS)));
  }

  /** The wearer presses. */
  void press() throws Exception {
    if (store
        .list(IncidentStore.Scope.ALL, true, IncidentStore.Lines.ALL, Optional.empty(), 1)
        .isEmpty()) {
      opened = now;
    }
    desk.onAlarm(
        new Heard(
            new BandMessage.Call(
                new BandSerial("demo-0001"), null, Moment.of(now), null, null, null, true),
            Optional.of(wearer),
            Delivery.NONE,
            now));
    settle();
  }

  /** The band feels a fall. */
  void fall() throws Exception {
    if (store
        .list(IncidentStore.Scope.ALL, true, IncidentStore.Lines.ALL, Optional.empty(), 1)
        .isEmpty()) {
      opened = now;
    }
    hear(new BandMessage.Fall(new BandSerial("demo-0001"), Moment.of(now), 3.1, null, true));
  }

  /** The wearer says that they are fine, at that time by the band's clock. */
  void fine(@Nullable String id, Instant at) throws Exception {
    hear(new BandMessage.CallCancel(new BandSerial("demo-0001"), id, Moment.of(at), true));
  }

  /** The wearer presses, and the press has a name. */
  void press(String id) throws Exception {
    hear(
        new BandMessage.Call(
            new BandSerial("demo-0001"), id, Moment.of(now), null, null, null, true));
  }

  private void hear(BandMessage.Alarm alarm) throws Exception {
    desk.onAlarm(new Heard(alarm, Optional.of(wearer), Delivery.NONE, now));
    settle();
  }

  /** The incident of that kind. */
  Incident incident(Kind kind) {
    return store
        .list(IncidentStore.Scope.ALL, false, IncidentStore.Lines.ALL, Optional.empty(), 10)
        .stream()
        .filter(it -> it.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  /** Opens an incident of that severity without a press. */
  void open(Severity severity) throws Exception {
    opened = now;
    var _ =
        test.database()
            .query(
                "opening",
                """
                insert into incident (id, subject, person, kind, severity, opened_at, last_rung_at, due_at)
                values ($1, $2, $3, 'fall', $4, $5, $5, $5)
                """,
                UUID.randomUUID(),
                wearer.toString(),
                wearer.value(),
                severity.wireName(),
                now);
    settle();
  }

  Incident incident() {
    return store
        .list(IncidentStore.Scope.ALL, false, IncidentStore.Lines.ALL, Optional.empty(), 10)
        .stream()
        .filter(it -> it.person() != null)
        .findFirst()
        .orElseThrow();
  }

  void act(Deed deed, String name) throws Exception {
    var _ = desk.act(incident().id(), deed, new Responder(name, name));
    settle();
  }

  void pass(String name) throws Exception {
    var _ = desk.pass(incident().id(), new Responder(name, name), "at the doctor's");
    settle();
  }

  /** The time goes by, and whatever falls due in it is done at its own second. */
  void forward(Duration by) throws Exception {
    Instant end = now.plus(by);
    for (Instant next = nextDue(end); next.isBefore(end); next = nextDue(end)) {
      now = next;
      settle();
    }
    now = end;
    settle();
  }

  private Instant nextDue(Instant end) {
    var row =
        test.database()
            .query(
                "looking for what comes next",
                """
                select least((select min(due_at) from incident where due_at > $1),
                             (select min(next_at) from dispatch where next_at > $1), $2) as next
                """,
                now,
                end)
            .iterator()
            .next();
    return Database.instant(row, "next");
  }

  /** All instances do at once what there is to do, until nothing is left. */
  void settle() throws Exception {
    int before;
    do {
      before = sent.size();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < rounds.size(); i++) {
        EscalationRound round = rounds.get(i);
        Notices sending = notices.get(i);
        int lasts = deaths == null || i < rounds.size() - 1 ? 4 : deaths.nextInt(5);
        threads.add(Thread.startVirtualThread(() -> work(round, sending, lasts)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      if (deaths != null) {
        rounds.set(rounds.size() - 1, round());
        notices.set(notices.size() - 1, sending());
      }
    } while (sent.size() > before || (deaths != null && isAnythingDue()));
  }

  /** What one had begun when it died is still there to be done. */
  private boolean isAnythingDue() {
    return test.database()
            .query(
                "looking for what is due",
                """
                select 1 from incident where due_at <= $1
                union all select 1 from dispatch where next_at <= $1 and (held_until is null or held_until <= $1)
                """,
                now)
            .size()
        > 0;
  }

  /** Takes steps and sends notices in turn, for so many turns. */
  private static void work(EscalationRound round, Notices sending, int turns) {
    try {
      for (int turn = 0; turn < turns; turn++) {
        if (turn % 2 == 0) {
          round.takeAllDue();
        } else {
          sending.sendAllDue();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who was told since this was asked last: the second, the channel and the name. */
  List<String> told() {
    List<Sent> fresh = List.copyOf(sent).subList(seen, sent.size());
    seen += fresh.size();
    return fresh.stream()
        .map(it ->
            "%3d %s %s"
                .formatted(
                    Duration.between(opened, it.at()).toSeconds(),
                    it.channel().wireName(),
                    it.to()))
        .sorted()
        .map(String::strip)
        .toList();
  }

  /** What that one was told last. */
  Sent last(String to) {
    return sent.reversed().stream().filter(it -> it.to().equals(to)).findFirst().orElseThrow();
  }

  /** The token of the link that they were sent last. */
  String token(String to) {
    String link = last(to).message().link();
    if (link == null) {
      throw new AssertionError("no link was sent to " + to);
    }
    return link.substring(link.lastIndexOf('/') + 1);
  }

  List<String> timeline(String what) {
    return incident().timeline().stream()
        .filter(it -> it.what().equals(what))
        .map(it -> (it.by() == null ? "" : it.by() + ": ") + it.detail())
        .toList();
  }

  Instant now() {
    return now;
  }

  /** No notice may ever have been sent twice with the same key, but for tries that failed. */
  long sentTwice() {
    return channels.values().stream()
        .flatMap(it -> it.tries.values().stream())
        .filter(it -> it.get() > 1)
        .count();
  }

  @Override
  public void close() {
    test.close();
  }
}
