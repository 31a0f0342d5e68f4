package care.silverbell;

import care.silverbell.alerting.Alerting;
import care.silverbell.alerting.incident.Answerers;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.ingest.broker.BrokerSettings;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.aftercare.AftercareRoutes;
import care.silverbell.records.answering.AnswerTimeMetrics;
import care.silverbell.records.answering.AnswerTimeRoutes;
import care.silverbell.records.band.Bands;
import care.silverbell.records.canary.Canary;
import care.silverbell.records.canary.CanaryIncidents;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.ClientAddress;
import care.silverbell.records.incident.VisibleIncidents;
import care.silverbell.records.link.AnswerLinkRoutes;
import care.silverbell.records.link.AnswerLinks;
import care.silverbell.records.notice.NoticeRoutes;
import care.silverbell.records.notice.ReceiptRoutes;
import care.silverbell.records.rehearsal.RehearsalRoutes;
import care.silverbell.records.rehearsal.Rehearsals;
import care.silverbell.records.response.asked.StillAsked;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What comes with and after a response, put together: answers, their book, test presses, the
 * canary.
 */
final class After implements AutoCloseable {
  /** As long as an operator may want to look back; a day has 1,440 presses. */
  private static final Duration CANARY_KEPT = Duration.ofDays(1);

  private final Settings settings;
  private final Alerting alerting;
  private final InstantSource clock;
  private final MeterRegistry registry;
  private final CanaryIncidents canaryIncidents;
  private final AnswerTimeMetrics metrics;
  private final List<Routes> routes = new ArrayList<>();

  private interface Routes {
    void addTo(Api api);
  }

  After(
      Settings settings,
      Database database,
      Alerting alerting,
      Oversight oversight,
      Answerers answerers,
      Rehearsals rehearsals,
      ClientAddress addresses,
      InstantSource clock,
      MeterRegistry registry) {
    this.settings = settings;
    this.alerting = alerting;
    this.clock = clock;
    this.registry = registry;
    canaryIncidents = new CanaryIncidents(database);
    metrics = new AnswerTimeMetrics(database, clock, registry);
    VisibleIncidents incidents = new VisibleIncidents(alerting.store(), oversight);
    AnswerLinks links = new AnswerLinks(database, alerting.answers(), settings.zone(), clock);
    routes.add(
        new AnswerLinkRoutes(
                links,
                oversight.log(),
                settings.requestLimits(1),
                addresses,
                settings.zone(),
                clock)
            ::addTo);
    routes.add(
        new ReceiptRoutes(
                settings.channels().receipts(),
                alerting.receipts(),
                settings.gatewayToken(),
                settings.requestLimits(1),
                addresses)
            ::addTo);
    routes.add(new NoticeRoutes(database, alerting, answerers, incidents)::addTo);
    routes.add(new AnswerTimeRoutes(database, incidents, settings.zone(), clock)::addTo);
    routes.add(new AftercareRoutes(database, incidents, settings.zone(), clock)::addTo);
    routes.add(new RehearsalRoutes(database, rehearsals, oversight, clock)::addTo);
  }

  /** Who somebody is among those who are asked: the canary answers too, and has no account. */
  static Answerers answerers(Function<String, String> accounts, StillAsked still) {
    return new Answerers() {
      @Override
      public String recipientOf(Responder who) {
        return who.account().equals(Canary.ACCOUNT)
            ? new RecipientId.OfCanary().toString()
            : accounts.apply(who.account());
      }

      @Override
      public boolean mayAnswer(String recipient, IncidentId incident) {
        return still.mayAnswer(recipient, incident);
      }
    };
  }

  /** Adds the routes; before those to one incident. */
  void addTo(Api api) {
    routes.forEach(it -> it.addTo(api));
  }

  /** Lets the service's own band press, where it is wanted. */
  AutoCloseable canary(Bands bands, BrokerSettings broker) {
    if (!settings.canary().on()) {
      return () -> {};
    }
    // A name that the office cannot give to a band of its own.
    BandSerial serial = new BandSerial("canary." + settings.instance());
    String where = settings.canary().broker();
    BrokerSettings door =
        new BrokerSettings(
            where == null ? broker.url() : where, serial.value(), bands.renewCanary(serial));
    return new Canary(
        new Canary.Perch(door, serial, settings.canary().every()),
        alerting.desk(),
        canaryIncidents,
        clock,
        registry);
  }

  /** Lets go of what nobody will ask for again. */
  void prune() {
    var _ = canaryIncidents.prune(clock.instant().minus(CANARY_KEPT));
  }

  @Override
  public void close() {
    metrics.close();
  }
}
