package care.silverbell.journey;

import care.silverbell.sim.band.BandClient;
import care.silverbell.sim.band.BandIdentity;
import care.silverbell.sim.band.BandSettings;
import care.silverbell.sim.band.Radio;
import care.silverbell.sim.band.Wrist;
import care.silverbell.sim.wire.BandCommand;
import care.silverbell.sim.wire.BandReply;
import care.silverbell.sim.wire.BandStatus;
import care.silverbell.sim.wire.Fall;
import care.silverbell.sim.wire.Press;
import care.silverbell.sim.wire.Sample;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A simulated band on a wrist that remembers what it was told. */
public final class WornBand implements AutoCloseable {
  private final Radio radio = new Radio("journey");
  private final List<BandReply> told = new CopyOnWriteArrayList<>();
  private final List<BandCommand> orders = new CopyOnWriteArrayList<>();
  private final BandClient client;

  private WornBand(int port, BandIdentity identity) {
    client =
        new BandClient(
            identity,
            BandSettings.patient(URI.create("tcp://127.0.0.1:" + port)),
            new Remembering(),
            radio,
            InstantSource.system());
  }

  /** Switched on and connected. */
  public static WornBand on(int port, String serial, String secret) {
    WornBand band = new WornBand(port, new BandIdentity(serial, secret));
    var _ = band.client.switchOn();
    Awaitility.await("the band connects")
        .atMost(Duration.ofSeconds(30))
        .until(band.client::connected);
    return band;
  }

  /** The one-press call. */
  public void press(String id) {
    client.press(new Press(id, Instant.now(), null, 88, 61));
  }

  /** The band feels a fall. */
  public void fall() {
    client.fall(new Fall(Instant.now(), 3.4, null));
  }

  /** The wearer says "I am fine". */
  public void fine() {
    client.cancel(null);
  }

  /** What it was asked to do, in order. */
  public List<BandCommand> orders() {
    return List.copyOf(orders);
  }

  /** Says what was measured as soon as the broker is there, and does not wait for it. */
  public void mention(List<? extends Sample> samples) {
    client.say(samples);
  }

  /** Says what was measured, and returns once the broker has all of it. */
  public void say(List<? extends Sample> samples) {
    long before = client.counts().samplesAcked();
    client.say(samples);
    Awaitility.await("the broker has the samples")
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.counts().samplesAcked() >= before + samples.size());
  }

  /** How far help has come for that press, in the order the band was told. */
  public List<String> stages(String callId) {
    return told.stream()
        .filter(reply -> callId.equals(reply.callId()))
        .map(BandReply::stage)
        .toList();
  }

  @Override
  public void close() {
    client.close();
    radio.close();
  }

  private final class Remembering implements Wrist {
    @Override
    public BandStatus status() {
      return new BandStatus(Instant.now(), true, 61, false, true, "test");
    }

    @Override
    public Sample.@Nullable Fix where() {
      return null;
    }

    @Override
    public void replied(BandReply reply) {
      told.add(reply);
    }

    @Override
    public void commanded(BandCommand command) {
      orders.add(command);
    }
  }
}
