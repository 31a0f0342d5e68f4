package care.silverbell.ingest;

import care.silverbell.ingest.band.BandCredentials;
import care.silverbell.ingest.band.BandMessageDecoder;
import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.band.BandTopic;
import care.silverbell.ingest.band.Makers;
import care.silverbell.ingest.broker.BrokerConnection;
import care.silverbell.ingest.broker.BrokerMetrics;
import care.silverbell.ingest.broker.BrokerSettings;
import care.silverbell.ingest.broker.EmbeddedBroker;
import care.silverbell.ingest.broker.InboundMessage;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.intake.AlarmListener;
import care.silverbell.ingest.intake.BandListener;
import care.silverbell.ingest.intake.CallIntake;
import care.silverbell.ingest.intake.Intake;
import care.silverbell.ingest.intake.IntakeMetrics;
import care.silverbell.ingest.intake.Lanes;
import care.silverbell.ingest.intake.ReadingListener;
import care.silverbell.ingest.intake.RejectedMessages;
import care.silverbell.ingest.intake.Wearers;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.ingest.telemetry.TelemetryStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ground floor put together: two roads from the broker, one for calls and one for readings. */
public final class Ingest implements AutoCloseable {
  private static final Duration COMMANDS_HELD_FOR = Duration.ofSeconds(30);

  /** Bands ask again until they hear that their press was received, but of no later stage. */
  private static final Duration REPLIES_HELD_FOR = Duration.ofMinutes(10);

  /**
   * Few lanes, in the hope of larger batches; 1, 2 and 4 drained a backlog at 0.73, 0.60 and 0.57
   * of the bare rate in two pairs each, too few to tell 2 from 4.
   */
  private static final int TELEMETRY_LANES = 2;

  private static final int TELEMETRY_BATCH = 5_000;

  /**
   * At 2,000 readings a second the store was asked hundreds of times a second, and half of a
   * processor went there.
   */
  private static final Duration TELEMETRY_STEP = Duration.ofMillis(10);

  private static final int TELEMETRY_WINDOW = 20_000;

  /**
   * A call waits for the disk most of its time, and others can meanwhile: with four lanes, 50 calls
   * a second were as many as there was room for, and a call behind one that waits for a locked
   * incident waited too.
   */
  private static final int CALL_LANES = 16;

  private static final int CALL_WINDOW = 1_000;

  /**
   * Each call is tried again for itself: one that is on disk must not be heard again with its
   * neighbour.
   */
  private static final int ONE_CALL = 1;

  private static final Duration SEND_HELD_EVERY = Duration.ofMillis(500);

  private final IngestSettings settings;
  private final Database calls;
  private final Wearers wearers;
  private final TelemetryStore telemetry;
  private final RejectedMessages rejected;
  private final IntakeMetrics metrics;
  private final BrokerMetrics brokerMetrics;
  private final BandMessageDecoder decoder;
  private final HeldForBands held;
  private final Deque<AutoCloseable> undoing = new ArrayDeque<>();
  private final BrokerSettings broker;
  private volatile @Nullable BrokerConnection replyConnection;
  private volatile @Nullable BrokerConnection callConnection;
  private volatile @Nullable BrokerConnection telemetryConnection;
  private @Nullable Intake intake;
  private @Nullable EmbeddedBroker embedded;

  /**
   * Lays the floor; nothing is heard before {@link #listen}.
   *
   * @param calls the calls' own database pool
   * @param readings the pool for all else
   */
  public Ingest(
      IngestSettings settings,
      Database calls,
      Database readings,
      TelemetryStore telemetry,
      Wearers wearers,
      BandCredentials credentials,
      Makers makers,
      InstantSource clock,
      MeterRegistry registry) {
    this.settings = settings;
    this.calls = calls;
    this.telemetry = telemetry;
    this.wearers = wearers;
    this.held = new HeldForBands(clock);
    this.decoder = new BandMessageDecoder(makers);
    this.metrics = new IntakeMetrics(registry, clock);
    this.brokerMetrics = new BrokerMetrics(registry);
    this.rejected = new RejectedMessages(readings, metrics);
    this.broker = settings.broker().orElseGet(() -> startBroker(credentials));
  }

  /** Opens both roads: from now on what bands say is taken. */
  public void listen(AlarmListener alarms, ReadingListener readings, BandListener bands) {
    CallIntake callIntake =
        new CallIntake(
            decoder, wearers, alarms, bands, new RejectedMessages(calls, metrics), metrics);
    Intake telemetryIntake =
        new Intake(decoder, wearers, readings, bands, telemetry, rejected, metrics);
    intake = telemetryIntake;
    if (settings.broker().isPresent()) {
      metrics.watchBands();
    }
    // Of its own, so that a call road that waits for the database does not hold up what bands are
    // told.
    replyConnection = connect("replies", List.of(), 1, _ -> {});
    undoing.push(
        Repeating.every(
            SEND_HELD_EVERY,
            "held-for-bands",
            "what bands are told cannot be sent",
            () -> held.sendHeld(replyConnection)));
    callConnection =
        open(
            "calls",
            true,
            CALL_WINDOW,
            lanes("calls", CALL_LANES, ONE_CALL, Duration.ZERO, callIntake::take));
    telemetryConnection =
        open(
            "telemetry",
            false,
            TELEMETRY_WINDOW,
            lanes(
                "telemetry",
                TELEMETRY_LANES,
                TELEMETRY_BATCH,
                TELEMETRY_STEP,
                telemetryIntake::take));
  }

  /**
   * Tells the band how far help has come; never blocks, never throws. While the broker is away it
   * waits for ten minutes.
   */
  public void reply(BandSerial band, BandReply reply) {
    held.send(replyConnection, BandTopic.reply(band), reply.toJson(), REPLIES_HELD_FOR);
  }

  /**
   * Tells the band to do something, in the contract's JSON; never blocks, never throws. While the
   * broker is away it waits for half a minute.
   */
  public void command(BandSerial band, byte[] command) {
    held.send(replyConnection, BandTopic.command(band), command, COMMANDS_HELD_FOR);
  }

  /** Takes a rejected message once more, and notes where something of it was taken. */
  public Intake.Replay replay(RejectedMessages.Kept kept, InstantSource clock) {
    Intake road = intake;
    if (road == null) {
      return new Intake.Replay(false, Optional.of("nothing is taken yet"));
    }
    Intake.Replay replay =
        kept.isRefused() ? road.storeAgain(kept.refused()) : road.takeAgain(asReceived(kept));
    if (replay.taken()) {
      rejected.replayed(kept.id(), clock.instant());
    }
    return replay;
  }

  private static InboundMessage asReceived(RejectedMessages.Kept kept) {
    return new InboundMessage(
        kept.topic(), kept.payload(), kept.at(), false, InboundMessage.Delivery.NONE, () -> {});
  }

  /** Messages that could not be taken. */
  public RejectedMessages rejected() {
    return rejected;
  }

  /** Where the broker is; the embedded one's address where none is configured. */
  public BrokerSettings broker() {
    return broker;
  }

  /** What is wrong with the roads, in a sentence; empty when both are open. */
  public Optional<String> trouble() {
    List<String> closed = new ArrayList<>();
    closedOne("calls", callConnection, closed);
    closedOne("readings", telemetryConnection, closed);
    closedOne("replies", replyConnection, closed);
    return closed.isEmpty()
        ? Optional.empty()
        : Optional.of("not connected to the broker for " + String.join(", ", closed));
  }

  private static void closedOne(
      String road, @Nullable BrokerConnection connection, List<String> closed) {
    if (connection == null || !connection.isConnected()) {
      closed.add(road);
    }
  }

  @Override
  public void close() throws Exception {
    while (!undoing.isEmpty()) {
      undoing.pop().close();
    }
  }

  /**
   * Ends the connections of those bands at the embedded broker, by their serials; another broker
   * asks for itself whether a band may come in.
   */
  public void cutOff(Predicate<String> serials) {
    EmbeddedBroker here = embedded;
    if (here != null) {
      here.disconnect(serials);
    }
  }

  private BrokerSettings startBroker(BandCredentials credentials) {
    EmbeddedBroker started = EmbeddedBroker.start(settings.embeddedBroker(), credentials);
    embedded = started;
    undoing.push(started);
    brokerMetrics.watch(started);
    return started.serviceSettings();
  }

  private Lanes lanes(
      String road, int count, int batch, Duration step, Consumer<List<InboundMessage>> taker) {
    Lanes lanes = new Lanes(road, count, batch, step, taker, metrics.retries(road));
    undoing.push(lanes);
    metrics.watch(road, lanes);
    return lanes;
  }

  private BrokerConnection open(String road, boolean alarms, int window, Lanes lanes) {
    List<String> filters =
        Arrays.stream(BandTopic.Kind.values())
            .filter(kind -> kind.isAlarm() == alarms)
            .map(BandTopic.Kind::filter)
            .toList();
    return connect(road, filters, window, lanes::put);
  }

  private BrokerConnection connect(
      String road, List<String> filters, int window, Consumer<InboundMessage> sink) {
    String instance = settings.instance().equals("main") ? "" : "-" + settings.instance();
    BrokerConnection connection =
        BrokerConnection.open(broker, "silverbell-" + road + instance, filters, window, sink);
    undoing.push(connection);
    brokerMetrics.watch(road, connection);
    return connection;
  }
}
