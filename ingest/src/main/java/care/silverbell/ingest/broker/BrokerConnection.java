package care.silverbell.ingest.broker;

import care.silverbell.ingest.broker.InboundMessage.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A standing connection to the MQTT broker: it comes up when the broker does, comes back when it
 * was lost, and hands on what arrives. The only class that knows the MQTT client library.
 *
 * <p>Each time the connection comes up it is a {@link Link} of its own with a client of its own.
 * The library's automatic reconnect is not used: it gives up for ever when an attempt is refused at
 * once, shares its back-off between all clients of the process, and lets an acknowledgement of the
 * old connection out on the new one.
 */
public final class BrokerConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);

  /** How long the broker keeps the session, with its messages, when the service is away. */
  private static final Duration SESSION_KEPT = Duration.ofDays(7);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int CONNECT_SECONDS = 10;
  private static final int KEEP_ALIVE_SECONDS = 30;

  /** Messages to bands that wait for the broker; more are dropped, the bands ask again. */
  private static final int OUTBOX = 1_000;

  /** Messages to bands that are on their way; below what any broker allows when it says nothing. */
  private static final int SENDING = 1_000;

  private static final int REFUSED = 0x80;

  private final BrokerSettings settings;
  private final String clientId;
  private final List<String> filters;
  private final int receiveMaximum;
  private final Consumer<InboundMessage> sink;
  private final @Nullable SSLContext encryption;
  private final BlockingQueue<Outgoing> outbox = new ArrayBlockingQueue<>(OUTBOX);

  /** Held while the sink has a message, so that no link starts while an old one still hands on. */
  private final ReentrantLock handingOn = new ReentrantLock();

  private final LongAdder unsent = new LongAdder();
  private final LongAdder untaken = new LongAdder();
  private final Thread keeper;
  private final Thread sender;
  private volatile @Nullable Link link;
  private volatile boolean closed;

  private record Outgoing(String topic, byte[] payload) {}

  private BrokerConnection(
      BrokerSettings settings,
      String clientId,
      List<String> filters,
      int receiveMaximum,
      Consumer<InboundMessage> sink,
      @Nullable SSLContext encryption) {
    this.settings = settings;
    this.clientId = clientId;
    this.filters = List.copyOf(filters);
    this.receiveMaximum = receiveMaximum;
    this.sink = sink;
    this.encryption = encryption;
    this.keeper = Thread.ofVirtual().name("broker-" + clientId).unstarted(this::keepConnected);
    this.sender = Thread.ofVirtual().name("outbox-" + clientId).unstarted(this::sendOutbox);
  }

  /**
   * Opens the connection and returns at once, whether the broker is there or not; it is tried again
   * until it is, at most 5 s apart.
   *
   * @param clientId the name of the session that the broker keeps while the service is away
   * @param filters what to hear, at QoS 1; none for a connection that only sends
   * @param receiveMaximum messages the broker may hand over before the first is acknowledged, 1 to
   *     65,535
   * @param sink takes each message, one at a time in order of arrival; may block, which holds the
   *     broker back. What it throws leaves the message unacknowledged, to come again with the next
   *     connection.
   */
  public static BrokerConnection open(
      BrokerSettings settings,
      String clientId,
      List<String> filters,
      int receiveMaximum,
      Consumer<InboundMessage> sink) {
    return open(
        settings, clientId, filters, receiveMaximum, sink, settings.tls() ? usualTrust() : null);
  }

  /** The same, trusting the certificates that the context trusts; null for a plain connection. */
  static BrokerConnection open(
      BrokerSettings settings,
      String clientId,
      List<String> filters,
      int receiveMaximum,
      Consumer<InboundMessage> sink,
      @Nullable SSLContext encryption) {
    BrokerConnection connection =
        new BrokerConnection(settings, clientId, filters, receiveMaximum, sink, encryption);
    connection.keeper.start();
    connection.sender.start();
    return connection;
  }

  /**
   * Sends a message at QoS 1, without waiting. It is dropped, counted and warned of where the
   * broker is away or cannot keep up: bands ask again.
   */
  public void publish(String topic, byte[] payload) {
    if (link == null || !outbox.offer(new Outgoing(topic, payload))) {
      dropped(topic);
    }
  }

  /** Whether the broker is there and hands on what is subscribed. */
  public boolean isConnected() {
    Link now = link;
    return now != null && now.subscribed;
  }

  /** Messages to bands that were dropped since the connection was opened. */
  public long unsent() {
    return unsent.sum();
  }

  /** Messages that the sink threw back since the connection was opened. */
  public long untaken() {
    return untaken.sum();
  }

  /** Signs off; the broker keeps the session and what is not acknowledged. Waits 3 s at most. */
  @Override
  public void close() {
    closed = true;
    Link now = link;
    if (now != null) {
      now.end(true);
    }
    keeper.interrupt();
    sender.interrupt();
    try {
      if (!keeper.join(Duration.ofSeconds(3))) {
        LOG.warn("{}: still busy when it was closed", clientId);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepConnected() {
    Duration pause = SHORTEST_PAUSE;
    while (!closed) {
      boolean served = serveOnce(pause.equals(SHORTEST_PAUSE));
      if (served) {
        pause = SHORTEST_PAUSE;
      }
      try {
        Thread.sleep(closed ? Duration.ZERO : pause);
      } catch (InterruptedException _) {
        return;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
  }

  /** One connection from beginning to end; true where it got as far as its subscription. */
  private boolean serveOnce(boolean loud) {
    Link attempt = null;
    try {
      handingOn.lockInterruptibly();
      handingOn.unlock();
      attempt = new Link();
      link = attempt; // before it is up: what a kept session brings at once is answered at once
      attempt.connect();
      attempt.awaitEnd();
    } catch (InterruptedException _) {
      LOG.debug("{}: closing", clientId);
    } catch (MqttException | RuntimeException e) {
      LOG.atLevel(loud ? Level.WARN : Level.DEBUG)
          .log("{}: no connection to {} ({}); trying on", clientId, settings, reason(e));
    } finally {
      link = null;
      if (attempt != null) {
        attempt.end(false);
      }
    }
    return attempt != null && attempt.subscribed;
  }

  private void sendOutbox() {
    while (!closed) {
      try {
        Outgoing next = outbox.take();
        Link now = link;
        if (now == null || !now.send(next)) {
          dropped(next.topic);
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void dropped(String topic) {
    unsent.increment();
    long count = unsent.sum();
    if (Long.bitCount(count) == 1) { // the 1st, 2nd, 4th, 8th: said, but never a flood
      LOG.warn("{}: dropped {} messages to bands so far, now one on {}", clientId, count, topic);
    }
  }

  private static String reason(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : String.valueOf(e.getCause());
  }

  private static SSLContext usualTrust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** The connection from one coming up to its end. */
  private final class Link implements MqttCallback {
    private final MqttAsyncClient client;
    private final AcksInOrder acks = new AcksInOrder();

    /** Packet identifiers that came with the DUP flag, which the client drops. */
    private final Set<Integer> redelivered = ConcurrentHashMap.newKeySet();

    private final CountDownLatch lost = new CountDownLatch(1);
    private final AtomicInteger thrownBack = new AtomicInteger();
    private volatile Semaphore window = new Semaphore(0);
    private volatile boolean subscribed;
    private volatile String why = "the broker is gone";

    Link() throws MqttException {
      String address = "tcp://" + bracketed(settings.host()) + ":" + settings.port();
      client = new MqttAsyncClient(address, clientId, new MemoryPersistence());
      client.setManualAcks(true);
      client.setCallback(this); // before connecting: a kept session's messages come at once
    }

    private void connect() throws MqttException {
      IMqttToken token = client.connect(options());
      token.waitForCompletion(TimeUnit.SECONDS.toMillis(CONNECT_SECONDS));
      MqttProperties said = token.getResponseProperties();
      Integer allowed = said == null ? null : said.getReceiveMaximum();
      window = new Semaphore(allowed == null ? SENDING : Math.min(SENDING, allowed));
      LOG.info("{}: connected to {}", clientId, settings);
      if (filters.isEmpty()) {
        subscribed = true;
        return;
      }
      // A kept session is served without waiting: the answer to the subscription stands behind all
      // messages that the broker hands over first, and so may be as late as the sink is slow.
      subscribed = token.getSessionPresent();
      client.subscribe(subscriptions(), null, new Subscribing(), new MqttProperties());
    }

    private MqttConnectionOptions options() {
      MqttConnectionOptions options = new MqttConnectionOptions();
      options.setCleanStart(false);
      options.setSessionExpiryInterval(SESSION_KEPT.toSeconds());
      options.setReceiveMaximum(receiveMaximum);
      options.setAutomaticReconnect(false);
      options.setConnectionTimeout(CONNECT_SECONDS);
      options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
      options.setUseSubscriptionIdentifiers(false);
      options.setSocketFactory(
          new BrokerSocketFactory(encryption, settings.host(), redelivered::add));
      if (settings.username() != null) {
        options.setUserName(settings.username());
      }
      if (settings.password() != null) {
        options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
      }
      return options;
    }

    private MqttSubscription[] subscriptions() {
      return filters.stream().map(Link::subscription).toArray(MqttSubscription[]::new);
    }

    private static MqttSubscription subscription(String filter) {
      MqttSubscription subscription = new MqttSubscription(filter, 1);
      subscription.setRetainHandling(1); // what is kept comes once, not after each reconnect
      return subscription;
    }

    private void awaitEnd() throws InterruptedException {
      // The client is asked as well: its own threads can end without a word.
      while (!lost.await(1, TimeUnit.SECONDS) && client.isConnected()) {
        LOG.trace("{}: up", clientId);
      }
      if (!closed) {
        LOG.warn("{}: connection to {} lost: {}", clientId, settings, why);
      }
    }

    private boolean send(Outgoing message) throws InterruptedException {
      while (!window.tryAcquire(100, TimeUnit.MILLISECONDS)) {
        if (lost.getCount() == 0) {
          return false;
        }
      }
      Semaphore taken = window;
      try {
        MqttMessage body = new MqttMessage(message.payload, 1, false, null);
        client.publish(message.topic, body, null, new Sending(message.topic, taken));
        return true;
      } catch (MqttException | RuntimeException e) {
        taken.release();
        LOG.debug("{}: could not send on {}", clientId, message.topic, e);
        return false;
      }
    }

    private void end(boolean politely) {
      try {
        client.disconnectForcibly(politely ? 500 : 0, politely ? 500 : 0, politely);
      } catch (MqttException | RuntimeException e) {
        LOG.debug("{}: leaving", clientId, e);
      }
      acks.end();
      lose("closed");
      try {
        client.close(true);
      } catch (MqttException | RuntimeException e) {
        LOG.debug("{}: closing the client", clientId, e);
      }
    }

    private void lose(String reason) {
      if (lost.getCount() > 0) {
        why = reason;
      }
      lost.countDown();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      int id = message.getId();
      boolean asked = message.getQos() > 0;
      AcksInOrder.Place place =
          acks.arrived(() -> {
            if (asked) {
              client.messageArrivedComplete(id, message.getQos());
            }
          });
      if (!asked) {
        place.safe();
      }
      Delivery delivery = new Delivery(stamp(message), id, redelivered.remove(id));
      handingOn.lock();
      try {
        sink.accept(
            new InboundMessage(
                topic, message.getPayload(), now, message.isRetained(), delivery, place::safe));
      } catch (Throwable t) {
        place.giveUp();
        thrownBack(topic, t);
      } finally {
        handingOn.unlock();
      }
    }

    /** Half a window of messages that wait for the next connection: time for it. */
    private void thrownBack(String topic, Throwable t) {
      untaken.increment();
      LOG.error("{}: nobody took a message on {}; it stays with the broker", clientId, topic, t);
      if (thrownBack.incrementAndGet() * 2 >= receiveMaximum) {
        lose("too many messages were thrown back");
      }
    }

    private @Nullable String stamp(MqttMessage message) {
      MqttProperties properties = message.getProperties();
      if (properties == null) {
        return null;
      }
      return properties.getUserProperties().stream()
          .filter(property -> property.getKey().equals(ArrivalStamp.NAME))
          .map(UserProperty::getValue)
          .findFirst()
          .orElse(null);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      lose(String.valueOf(response));
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
      LOG.warn("{}: {}", clientId, reason(e));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String address) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}

    /** What became of the subscription. */
    private final class Subscribing implements MqttActionListener {
      @Override
      public void onSuccess(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        for (int code : codes == null ? new int[0] : codes) {
          if (code >= REFUSED) {
            refused("reason " + code);
            return;
          }
        }
        subscribed = true;
      }

      @Override
      public void onFailure(IMqttToken token, Throwable e) {
        refused(reason(e));
      }

      private void refused(String reason) {
        subscribed = false;
        lose("the subscription to " + filters + " was refused: " + reason);
      }
    }
  }

  /** What became of a message to a band. */
  private final class Sending implements MqttActionListener {
    private final String topic;
    private final Semaphore window;

    Sending(String topic, Semaphore window) {
      this.topic = topic;
      this.window = window;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      window.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable e) {
      window.release();
      dropped(topic);
    }
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
