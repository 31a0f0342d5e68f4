package care.silverbell;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.channel.Channels;
import care.silverbell.alerting.notification.channel.push.VapidKey;
import care.silverbell.alerting.response.ResponsePlans;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.http.Api;
import care.silverbell.records.response.asked.RecordedPlans;
import care.silverbell.records.response.plan.PlanRoutes;
import care.silverbell.records.response.plan.Plans;
import care.silverbell.records.response.reach.AddressSeal;
import care.silverbell.records.response.reach.Owners;
import care.silverbell.records.response.reach.PushIdentity;
import care.silverbell.records.response.reach.PushRoutes;
import care.silverbell.records.response.reach.PushSubscriptions;
import care.silverbell.records.response.reach.ReachRoutes;
import care.silverbell.records.response.reach.SealedChannel;
import care.silverbell.records.response.reach.VerificationRoutes;
import care.silverbell.records.response.reach.Verifications;
import care.silverbell.records.response.unreachable.Outlook;
import care.silverbell.records.response.unreachable.Unreachable;
import care.silverbell.records.response.unreachable.UnreachableRoutes;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.seal.SealedWords;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the record knows of who is asked and how they can be told, put together. */
final class Reaching implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reaching.class);

  private final Database database;
  private final Oversight oversight;
  private final InstantSource clock;
  private final List<Channel> channels;
  private final Owners owners;
  private final Outlook outlook;
  private final Unreachable unreachable;
  private final RecordedPlans plans;
  private final String pushKey;
  private final PushSubscriptions subscriptions;
  private final SealedWords words;

  /**
   * Puts it together, and begins to look who is unreachable.
   *
   * @param own channels of this process, the page among them
   * @param responding the pool of the response, for what it asks
   */
  Reaching(
      Settings settings,
      List<Channel> own,
      Database responding,
      Database database,
      DutyRoster roster,
      RecordSeal seal,
      Oversight oversight,
      InstantSource clock,
      MeterRegistry registry) {
    this.database = database;
    this.oversight = oversight;
    this.clock = clock;
    complain(settings);
    PushIdentity identity = PushIdentity.open(database, seal);
    words = new SealedWords(seal);
    AddressSeal.sealOld(database, words);
    subscriptions = new PushSubscriptions(database, words, clock);
    pushKey = identity.applicationServerKey();
    channels =
        oneOfEach(
                Channels.open(
                    settings.channels(), VapidKey.of(identity.keys()), subscriptions::gone, clock),
                own)
            .stream()
            .map(this::opening)
            .toList();
    Set<ChannelKind> available = EnumSet.noneOf(ChannelKind.class);
    channels.forEach(it -> available.add(it.kind()));
    Owners.Setting setting = new Owners.Setting(available, settings.zone(), settings.locale());
    owners = new Owners(database, words, setting, clock);
    outlook = new Outlook(database, roster, setting, clock);
    plans = new RecordedPlans(responding, roster, setting, clock);
    unreachable = new Unreachable(database, outlook, clock, registry);
  }

  /** It works, and worse than its operator believes. */
  private static void complain(Settings settings) {
    boolean telephones =
        settings.channels().voice().isPresent() || settings.channels().sms().isPresent();
    if (telephones && settings.gatewayToken() == null) {
      log.warn(
          "a telephone gateway is set up and SILVERBELL_GATEWAY_TOKEN is not: no receipt is taken,"
              + " so a key pressed on the telephone counts for nothing, and whoever is called is"
              + " told by their next way as well after a minute");
    }
  }

  /** What a response asks. */
  ResponsePlans plans() {
    return plans;
  }

  /** Who an account is among those who are asked. */
  String recipientOf(String account) {
    return plans.recipientOf(account);
  }

  /** All the ways of telling people, one of each kind. */
  List<Channel> channels() {
    return channels;
  }

  /** Adds the routes. */
  void addTo(Api api) {
    new PlanRoutes(new Plans(database, clock)).addTo(api);
    new ReachRoutes(database, owners, words).addTo(api);
    new VerificationRoutes(owners, new Verifications(database, clock), channels, oversight)
        .addTo(api);
    new PushRoutes(pushKey, subscriptions).addTo(api);
    new UnreachableRoutes(unreachable, outlook, oversight, clock).addTo(api);
  }

  /** With addresses opened where what is kept of them is sealed. */
  private Channel opening(Channel channel) {
    return switch (channel.kind()) {
      case PUSH, WECOM, DINGTALK, WEBHOOK -> new SealedChannel(channel, words);
      case PAGE, CANARY, VOICE, SMS, EMAIL, NTFY -> channel;
    };
  }

  /** What an operator has set up stands before what only the demo has. */
  private static List<Channel> oneOfEach(List<Channel> setUp, List<Channel> own) {
    Map<ChannelKind, Channel> all = new EnumMap<>(ChannelKind.class);
    own.forEach(it -> all.put(it.kind(), it));
    setUp.forEach(it -> all.put(it.kind(), it));
    return List.copyOf(all.values());
  }

  @Override
  public void close() {
    unreachable.close();
  }
}
