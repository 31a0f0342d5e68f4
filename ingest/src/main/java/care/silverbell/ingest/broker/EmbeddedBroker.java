package care.silverbell.ingest.broker;

import care.silverbell.ingest.band.BandCredentials;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.jspecify.annotations.Nullable;

/**
 * The MQTT broker that runs inside the service when no other is configured: MQTT 5 and 3.1.1, with
 * a journal on disk. What it has acknowledged to a band is on disk, and there after a crash.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The longest packet a client may send, in bytes. */
  static final int LONGEST_PACKET = 1 << 20;

  private static final String SERVICE_NAME = "silverbell";
  private static final String PLAIN = "mqtt";
  private static final String ENCRYPTED = "mqtts";
  private static final Set<String> WILDCARD_HOSTS = Set.of("0.0.0.0", "::", "*");

  /** Until messages go to disk pages instead of memory, in bytes. */
  private static final long IN_MEMORY = 64L << 20;

  /** How long a session is kept whose MQTT 3.1.1 client does not come back. */
  private static final Duration SESSION_KEPT = Duration.ofDays(7);

  /** The longest silence MQTT lets a client ask for, in seconds; else a dozing band is cut off. */
  private static final int LONGEST_KEEP_ALIVE = 65_535;

  private final BrokerServer server;
  private final ConnectedBands bands;
  private final Settings settings;
  private final String secret;

  private EmbeddedBroker(
      BrokerServer server, ConnectedBands bands, Settings settings, String secret) {
    this.server = server;
    this.bands = bands;
    this.settings = settings;
    this.secret = secret;
  }

  /**
   * Where the broker listens and keeps its data.
   *
   * @param folder all of its data, created where missing; one broker at a time
   * @param host the address to listen on
   * @param port 0 for any free one
   * @param tls a second, encrypted door; null for none
   */
  public record Settings(Path folder, String host, int port, @Nullable Tls tls) {}

  /**
   * An encrypted door.
   *
   * @param port 0 for any free one
   * @param keystore a PKCS12 file with the broker's key and certificate
   * @param password the file's; never printed
   */
  public record Tls(int port, Path keystore, String password) {
    @Override
    public String toString() {
      return keystore + " on port " + port;
    }
  }

  /**
   * Starts the broker; it takes connections when this returns.
   *
   * @throws IllegalStateException saying what it could not do, such as a port in use
   */
  public static EmbeddedBroker start(Settings settings, BandCredentials credentials) {
    ConnectedBands bands = new ConnectedBands();
    String secret = secret();
    GatedMqtt mqtt = new GatedMqtt(() -> new BandGate(SERVICE_NAME, bands), LONGEST_PACKET);
    BrokerSecurity security =
        new BrokerSecurity(SERVICE_NAME, secret, credentials, mqtt::forgetInFlight);
    BrokerServer server = new BrokerServer(configuration(settings), security);
    server.addProtocolManagerFactory(mqtt);
    server.registerBrokerPlugin(new ArrivalStamp(SERVICE_NAME));
    EmbeddedBroker broker = new EmbeddedBroker(server, bands, settings, secret);
    broker.listen();
    return broker;
  }

  /** How the service itself signs in: it may do everything. The secret is new at each start. */
  public BrokerSettings serviceSettings() {
    String here = WILDCARD_HOSTS.contains(settings.host()) ? "127.0.0.1" : settings.host();
    String host = here.contains(":") ? "[" + here + "]" : here;
    return new BrokerSettings("tcp://" + host + ":" + port(), SERVICE_NAME, secret);
  }

  /** The port it listens on. */
  public int port() {
    return portOf(PLAIN);
  }

  /** The encrypted port it listens on; throws {@link IllegalStateException} where it has none. */
  public int tlsPort() {
    return portOf(ENCRYPTED);
  }

  /** How many registered bands are connected now. */
  public int connectedBands() {
    return bands.count();
  }

  /** Cuts a band off, such as one whose secret was changed; it may try to come back. */
  public void disconnect(String serial) {
    bands.disconnect(serial);
  }

  /** Cuts those bands off that are connected; whether they come back is for their credentials. */
  public void disconnect(Predicate<String> serials) {
    bands.disconnect(serials);
  }

  /** Stops the broker; what it has acknowledged is on disk. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("stopping the embedded broker", e);
    }
  }

  private void listen() {
    try {
      server.start();
      boolean up = server.isActive() && isListening(PLAIN);
      if (!up || (settings.tls() != null && !isListening(ENCRYPTED))) {
        throw new IllegalStateException("it does not listen, see the log");
      }
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the embedded broker cannot start: " + settings, e);
    }
  }

  private boolean isListening(String door) {
    return server.getRemotingService().getAcceptor(door) instanceof NettyAcceptor acceptor
        && acceptor.isStarted();
  }

  private int portOf(String door) {
    if (server.getRemotingService().getAcceptor(door) instanceof NettyAcceptor acceptor) {
      return acceptor.getActualPort();
    }
    throw new IllegalStateException("the embedded broker has no door " + door);
  }

  private static Configuration configuration(Settings settings) {
    Configuration configuration = new ConfigurationImpl();
    configuration.setName("silverbell");
    configuration.setResolveProtocols(false);
    configuration.setJMXManagementEnabled(false);
    configuration.setCriticalAnalyzer(false);
    configuration.setClusterPassword(secret());
    configuration.setThreadPoolMaxSize(16);
    configuration.setScheduledThreadPoolMaxSize(2);
    // The broker's own addresses in the form of MQTT: with its usual dots, a.b and a/b are one.
    configuration.setWildCardConfiguration(
        new WildcardConfiguration().setDelimiter('/').setAnyWords('#').setSingleWord('+'));
    // Asked at each packet; the answer is remembered with the connection.
    configuration.setAuthenticationCacheSize(0);
    configuration.setAuthorizationCacheSize(0);
    store(configuration, settings.folder().toAbsolutePath());
    configuration.addAddressSetting("#", queues());
    configuration.addAcceptorConfiguration(door(PLAIN, settings.host(), settings.port(), Map.of()));
    Tls tls = settings.tls();
    if (tls != null) {
      configuration.addAcceptorConfiguration(
          door(ENCRYPTED, settings.host(), tls.port(), encryption(tls)));
    }
    return configuration;
  }

  /** All data in the folder, on disk before a message is acknowledged. */
  private static void store(Configuration configuration, Path folder) {
    configuration.setPersistenceEnabled(true);
    configuration.setJournalType(JournalType.NIO);
    configuration.setJournalSyncNonTransactional(true);
    configuration.setJournalSyncTransactional(true);
    configuration.setJournalBufferTimeout_NIO((int) Duration.ofMillis(1).toNanos());
    configuration.setJournalBufferSize_NIO(2 * LONGEST_PACKET);
    configuration.setJournalDirectory(folder.resolve("journal").toString());
    configuration.setBindingsDirectory(folder.resolve("bindings").toString());
    configuration.setLargeMessagesDirectory(folder.resolve("large-messages").toString());
    configuration.setPagingDirectory(folder.resolve("paging").toString());
    configuration.setNodeManagerLockDirectory(folder.resolve("lock").toString());
    configuration.setGlobalMaxSize(IN_MEMORY);
    configuration.setMaxDiskUsage(99); // usually 90: a call must not wait for somebody to tidy up
  }

  /** Queues that never drop: no expiry, no last delivery attempt, to disk when memory is full. */
  private static AddressSettings queues() {
    return new AddressSettings()
        .setDefaultAddressRoutingType(RoutingType.MULTICAST)
        .setDefaultQueueRoutingType(RoutingType.MULTICAST)
        .setAutoCreateAddresses(true)
        .setAutoDeleteAddresses(false)
        .setAutoDeleteQueues(false)
        .setMaxDeliveryAttempts(-1)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setPageSizeBytes(2 * LONGEST_PACKET);
  }

  private static TransportConfiguration door(
      String name, String host, int port, Map<String, Object> encryption) {
    Map<String, Object> transport = new HashMap<>(encryption);
    transport.put(TransportConstants.HOST_PROP_NAME, host);
    transport.put(TransportConstants.PORT_PROP_NAME, port);
    transport.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
    transport.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
    Map<String, Object> mqtt = new HashMap<>();
    mqtt.put("topicAliasMaximum", 0); // an alias would hide from the gate which topic is meant
    mqtt.put("serverKeepAlive", LONGEST_KEEP_ALIVE);
    mqtt.put("maximumPacketSize", LONGEST_PACKET);
    mqtt.put("defaultMqttSessionExpiryInterval", (int) SESSION_KEPT.toSeconds());
    return new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport, name, mqtt);
  }

  private static Map<String, Object> encryption(Tls tls) {
    return Map.of(
        TransportConstants.SSL_ENABLED_PROP_NAME,
        true,
        TransportConstants.KEYSTORE_TYPE_PROP_NAME,
        "PKCS12",
        TransportConstants.KEYSTORE_PATH_PROP_NAME,
        tls.keystore().toAbsolutePath().toString(),
        TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
        tls.password());
  }

  private static String secret() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
