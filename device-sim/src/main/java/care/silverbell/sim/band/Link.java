package care.silverbell.sim.band;

import care.silverbell.sim.band.BrokerFailure.Cause;
import care.silverbell.sim.wire.BandJson;
import care.silverbell.sim.wire.BandTopics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of one band to the broker, from its CONNECT to its end; never used again after
 * that, so that nothing of an earlier connection can reach a later one.
 */
final class Link {
  private static final Logger log = LoggerFactory.getLogger(Link.class);
  private static final int AT_LEAST_ONCE = 1;
  private static final int KEEP_ALIVE_SECONDS = 60;
  private static final int CONNECT_SECONDS = 15;

  /** The client library waits for ever for a broker that takes the connection and says nothing. */
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

  private static final long GOODBYE_MILLIS = 2_000;

  /** Long enough for the answers to a call to outlive a lift ride, short enough to go stale. */
  private static final long SESSION_SECONDS = 300;

  private static final int SESSION_TAKEN_OVER = 142;
  private static final int FIRST_REFUSAL = 128;
  private static final int SERVER_UNAVAILABLE = 136;
  private static final int SERVER_BUSY = 137;

  private final MqttAsyncClient client;
  private final BandTopics topics;
  private final Ends ends;
  private final URI broker;
  private volatile boolean up;
  private volatile boolean over;

  /** Who is told how a connection fares. Each is called at most once, but {@code arrived}. */
  interface Ends {
    void up(Link link);

    void down(Link link, BrokerFailure why);

    void arrived(String topic, byte[] payload);
  }

  private Link(MqttAsyncClient client, BandTopics topics, URI broker, Ends ends) {
    this.client = client;
    this.topics = topics;
    this.broker = broker;
    this.ends = ends;
  }

  /**
   * Begins to connect; returns at once.
   *
   * @param fresh true: whatever the broker still keeps for this band is thrown away
   */
  static Link open(URI broker, BandIdentity band, Radio radio, boolean fresh, Ends ends) {
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(
              broker.toString(), band.serial(), new MemoryPersistence(), null, radio.threads());
      BandTopics topics = new BandTopics(band.serial());
      Link link = new Link(client, topics, broker, ends);
      client.setCallback(link.new Ear());
      client.connect(options(band, topics, fresh), null, link.new Connecting());
      radio.after(ANSWER_WITHIN, link::giveUpUnlessUp);
      return link;
    } catch (MqttException e) {
      throw new IllegalStateException("starting to connect " + band.serial(), e);
    }
  }

  /**
   * Hands a message to the connection.
   *
   * @param acked runs when the broker has acknowledged it
   * @return false where the connection would not take it
   */
  boolean publish(String topic, byte[] payload, boolean retained, Runnable acked) {
    try {
      MqttMessage message = new MqttMessage(payload, AT_LEAST_ONCE, retained, new MqttProperties());
      client.publish(topic, message, null, new Publishing(topic, acked));
      return true;
    } catch (MqttException e) {
      log.debug("{} did not take a message for {}", client.getClientId(), topic, e);
      return false;
    }
  }

  /** Falls silent without a word, as a band does that is carried out of reach. */
  void drop() {
    over = true;
    try {
      client.disconnectForcibly(0, 1, false);
    } catch (MqttException e) {
      log.debug("{} dropped a connection that was gone", client.getClientId(), e);
    }
    forget();
  }

  /** Says good-bye, so that the broker does not speak the last will. */
  void close() {
    over = true;
    try {
      client.disconnect(0).waitForCompletion(GOODBYE_MILLIS);
    } catch (MqttException e) {
      log.debug("{} closed a connection that was gone", client.getClientId(), e);
    }
    forget();
  }

  private void forget() {
    try {
      client.close();
    } catch (MqttException e) {
      log.debug("{} had nothing left to close", client.getClientId(), e);
    }
  }

  private void giveUpUnlessUp() {
    if (!up && !over) {
      end(new BrokerFailure(Cause.AWAY, "the broker at %s does not answer".formatted(broker)));
      drop();
    }
  }

  private void end(BrokerFailure why) {
    if (!over) {
      over = true;
      ends.down(this, why);
    }
  }

  private static MqttConnectionOptions options(
      BandIdentity band, BandTopics topics, boolean fresh) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(band.serial());
    options.setPassword(band.secret().getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(fresh);
    options.setSessionExpiryInterval(SESSION_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setAutomaticReconnect(false);
    options.setWill(
        topics.status(),
        new MqttMessage(BandJson.lastWill(), AT_LEAST_ONCE, true, new MqttProperties()));
    return options;
  }

  private BrokerFailure unconnected(@Nullable Throwable why) {
    int code = why instanceof MqttException e ? e.getReasonCode() : 0;
    boolean refused = code >= FIRST_REFUSAL && code < 256;
    if (refused && code != SERVER_UNAVAILABLE && code != SERVER_BUSY) {
      return new BrokerFailure(
          Cause.REFUSED,
          "the broker at %s refused band %s (MQTT reason %d): wrong serial or secret?"
              .formatted(broker, client.getClientId(), code));
    }
    Throwable root = why == null || why.getCause() == null ? why : why.getCause();
    return new BrokerFailure(
        Cause.AWAY, "no broker answers at %s (%s)".formatted(broker, describe(root)));
  }

  private static String describe(@Nullable Throwable why) {
    return why == null
        ? "no reason given"
        : why.getClass().getSimpleName() + ": " + why.getMessage();
  }

  /** What the CONNECT comes to. */
  private final class Connecting implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      try {
        client.subscribe(
            new String[] {topics.reply(), topics.command()},
            new int[] {AT_LEAST_ONCE, AT_LEAST_ONCE},
            null,
            new Subscribing());
      } catch (MqttException e) {
        end(new BrokerFailure(Cause.LOST, "the connection ended before it could be used"));
      }
    }

    @Override
    public void onFailure(IMqttToken token, @Nullable Throwable why) {
      end(unconnected(why));
    }
  }

  /** What the SUBSCRIBE comes to; the band speaks only once it can hear the answers. */
  private final class Subscribing implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      int[] codes = token.getReasonCodes();
      if (codes != null && Arrays.stream(codes).anyMatch(code -> code >= FIRST_REFUSAL)) {
        end(
            new BrokerFailure(
                Cause.REFUSED,
                "the broker does not let band %s hear its own topics"
                    .formatted(client.getClientId())));
        return;
      }
      up = true;
      ends.up(Link.this);
    }

    @Override
    public void onFailure(IMqttToken token, @Nullable Throwable why) {
      end(new BrokerFailure(Cause.LOST, "the broker did not take the subscription"));
    }
  }

  /** What a PUBLISH comes to. */
  private record Publishing(String topic, Runnable acked) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      acked.run();
    }

    @Override
    public void onFailure(IMqttToken token, @Nullable Throwable why) {
      log.debug("no acknowledgement for {}", topic, why);
    }
  }

  /** What comes in. */
  private final class Ear implements MqttCallback {
    @Override
    public void disconnected(MqttDisconnectResponse response) {
      boolean takenOver = response.getReturnCode() == SESSION_TAKEN_OVER;
      end(
          takenOver
              ? new BrokerFailure(
                  Cause.TAKEN_OVER,
                  "another client is connected as %s".formatted(client.getClientId()))
              : new BrokerFailure(Cause.LOST, "the connection to %s broke".formatted(broker)));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      ends.arrived(topic, message.getPayload());
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
      log.debug("{}", client.getClientId(), error);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
