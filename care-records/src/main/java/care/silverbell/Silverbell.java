package care.silverbell;

import care.silverbell.alerting.Alerting;
import care.silverbell.alerting.backtest.BackTest;
import care.silverbell.alerting.incident.Answerers;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.notification.AnswerTokens;
import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.NoticeWording;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.watch.RuleWatch;
import care.silverbell.ingest.Ingest;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseSettings;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.database.EmbeddedPostgres;
import care.silverbell.ingest.database.FreshStatistics;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Repeating;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.trend.RollUps;
import care.silverbell.records.access.AccessLog;
import care.silverbell.records.access.Accounts;
import care.silverbell.records.access.BreakGlass;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Sessions;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.answering.AnswerTimes;
import care.silverbell.records.answering.PersonIncidentRoutes;
import care.silverbell.records.attention.AttentionRoutes;
import care.silverbell.records.band.BandRoutes;
import care.silverbell.records.band.BandSightings;
import care.silverbell.records.band.Bands;
import care.silverbell.records.band.RejectedRoutes;
import care.silverbell.records.canary.CanaryChannel;
import care.silverbell.records.consent.ConsentRoutes;
import care.silverbell.records.consent.Consents;
import care.silverbell.records.contract.ContractRoutes;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.grid.AbsenceRoutes;
import care.silverbell.records.grid.GridRoutes;
import care.silverbell.records.grid.HolidayRoutes;
import care.silverbell.records.grid.LeaveRoutes;
import care.silverbell.records.grid.RotaRoutes;
import care.silverbell.records.grid.ServingRoutes;
import care.silverbell.records.grid.StaffRoutes;
import care.silverbell.records.http.AccessRoutes;
import care.silverbell.records.http.AccountRoutes;
import care.silverbell.records.http.ClientAddress;
import care.silverbell.records.http.Gate;
import care.silverbell.records.http.InvitationRoutes;
import care.silverbell.records.http.OperatorRoutes;
import care.silverbell.records.http.OwnAccountRoutes;
import care.silverbell.records.http.PartMetrics;
import care.silverbell.records.http.SessionRoutes;
import care.silverbell.records.http.WebServer;
import care.silverbell.records.incident.IncidentJson;
import care.silverbell.records.incident.IncidentRoutes;
import care.silverbell.records.incident.VisibleIncidents;
import care.silverbell.records.live.Instances;
import care.silverbell.records.live.LiveStream;
import care.silverbell.records.live.PageChannel;
import care.silverbell.records.openid.OpenIdRoutes;
import care.silverbell.records.person.ContactRoutes;
import care.silverbell.records.person.Contacts;
import care.silverbell.records.person.People;
import care.silverbell.records.person.PeopleRoutes;
import care.silverbell.records.person.Person;
import care.silverbell.records.person.PhotoRoutes;
import care.silverbell.records.person.Photos;
import care.silverbell.records.person.TelemetryRoutes;
import care.silverbell.records.person.WaysIn;
import care.silverbell.records.person.Whereabouts;
import care.silverbell.records.rehearsal.Rehearsals;
import care.silverbell.records.report.MonthReports;
import care.silverbell.records.report.MonthRoutes;
import care.silverbell.records.response.asked.StillAsked;
import care.silverbell.records.rule.Baselines;
import care.silverbell.records.rule.DayRoutes;
import care.silverbell.records.rule.LimitRoutes;
import care.silverbell.records.rule.PersonDays;
import care.silverbell.records.rule.PersonLimits;
import care.silverbell.records.rule.WatchBook;
import care.silverbell.records.rule.ZoneRoutes;
import care.silverbell.records.rule.Zones;
import care.silverbell.records.rule.backtest.BackTestJobs;
import care.silverbell.records.rule.backtest.BackTestRoutes;
import care.silverbell.records.rule.backtest.BackTests;
import care.silverbell.records.rule.backtest.Trials;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.seeking.SearchCardRoutes;
import care.silverbell.records.seeking.SearchCards;
import care.silverbell.records.seeking.SearchRoutes;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.store.Exporter;
import care.silverbell.records.sheet.store.Importer;
import care.silverbell.records.sheet.web.ImportJobs;
import care.silverbell.records.sheet.web.ImportRoutes;
import care.silverbell.records.signin.ApiTokens;
import care.silverbell.records.signin.FailedTries;
import care.silverbell.records.signin.FrontDoor;
import care.silverbell.records.signin.Invitations;
import care.silverbell.records.trend.FindingRoutes;
import care.silverbell.records.trend.TrendRoutes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service, put together: what stands on what is read here from top to bottom, and undone from
 * bottom to top.
 */
public final class Silverbell implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Silverbell.class);
  private static final int CALL_CONNECTIONS = 16;
  private static final int CONNECTIONS = 16;
  private static final int RESPONSE_CONNECTIONS = 6;
  private static final int BACK_TEST_CONNECTIONS = 2;
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);
  private static final Duration TOLD_AGAIN_WITHIN = Duration.ofMinutes(10);
  private static final Duration PASS_EVERY = Duration.ofSeconds(20);
  private static final Duration COUNT_EVERY = Duration.ofMinutes(1);
  private static final Duration RECKON_EVERY = Duration.ofMinutes(10);

  private final Deque<AutoCloseable> undoing = new ArrayDeque<>();

  private Silverbell() {}

  /** The program; see {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(CommandLineFace.run(arguments));
  }

  /**
   * Starts the service; when this returns it is listening.
   *
   * @throws Exception if a part cannot be started; the parts before it are stopped again
   */
  public static Silverbell start(Settings settings) throws Exception {
    Silverbell silverbell = new Silverbell();
    try {
      silverbell.build(settings);
      return silverbell;
    } catch (Exception e) {
      silverbell.close();
      throw e;
    }
  }

  /**
   * Longer than a method should be, because it is the one place where everything is put together.
   */
  private void build(Settings settings) throws Exception {
    Clock clock = Clock.system(settings.zone());
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    undoing.push(registry::close);
    Vertx vertx = vertx(registry, VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
    undoing.push(() -> vertx.close().await());

    DatabaseSettings where =
        settings.database().orElseGet(() -> embeddedPostgres(settings)).in(settings.zone());
    for (String floor : new String[] {"ingest", "alerting", "records"}) {
      Database.migrate(where, floor);
    }
    Vertx callVertx = vertx(registry, 1);
    undoing.push(() -> callVertx.close().await());
    Database calls =
        undone(
            Database.openForCalls(
                callVertx, where, "calls", CALL_CONNECTIONS, settings.instance()));
    Database database = undone(Database.open(vertx, where, "records", CONNECTIONS));

    Accounts accounts = new Accounts(database);
    Sessions sessions = new Sessions(database, clock);
    ClientAddress addresses = new ClientAddress(settings.trustedProxies());
    FrontDoor door = new FrontDoor(accounts, new FailedTries(database, clock), database, clock);
    SessionRoutes signIn = new SessionRoutes(door, sessions, addresses, settings.face());
    OpenIdRoutes openId = new OpenIdRoutes(settings.openId(), database, signIn, clock);
    AccessLog accessLog = undone(new AccessLog(database, clock));
    Oversight oversight = new Oversight(new Visibility(database), accessLog);
    RecordSeal seal = RecordSeal.open(database, settings.recordKey(), settings.dataDir());
    People people = new People(database, seal, clock);
    Contacts contacts = new Contacts(database, clock);
    Bands bands = undone(new Bands(database, clock));
    BandSightings sightings = undone(new BandSightings(bands, database));
    Importer importer = new Importer(database, seal, clock, bands::reread);
    ImportJobs imports = new ImportJobs(importer);
    Demo demo = new Demo(settings, database, accounts, importer);
    demo.fill();
    firstAccount(settings, accounts);
    people.makeSearchable();
    WaysIn.sealOld(database, seal);
    Rehearsals rehearsals = undone(new Rehearsals(database, bands, clock));
    DutyRoster roster = undone(new DutyRoster(database, settings.zone()));

    Operator operator = undone(new Operator());
    RollUps rollUps = undone(new RollUps(database, settings.zone(), clock));
    TelemetryStore telemetry =
        undone(Telemetry.open(settings, database, rollUps, operator, clock, registry));
    rollUps.begin(telemetry);
    Ingest ingest =
        undone(
            new Ingest(
                settings.ingest(),
                calls,
                database,
                telemetry,
                bands,
                bands,
                bands,
                clock,
                registry));
    bands.guard(ingest::cutOff);
    operator.keepRefused(ingest.rejected(), clock);

    PersonLimits limits = new PersonLimits(database, clock);
    Zones zones = new Zones(database, clock);
    PersonDays days = new PersonDays(database);
    Baselines baselines = new Baselines(database, telemetry, days, settings.zone());
    WatchBook watchBook =
        undone(new WatchBook(database, limits, zones, baselines, days, settings.zone()));
    WristOrders wrist = new WristOrders(ingest, bands, watchBook, Language.of(settings.locale()));

    IncidentJson json = new IncidentJson(people);
    LiveStream live =
        undone(
            new LiveStream(
                calls,
                new IncidentStore(database),
                new People(calls, seal, clock),
                new Oversight(new Visibility(calls), accessLog),
                sessions,
                clock,
                registry));
    Database responding = undone(Database.open(vertx, where, "response", RESPONSE_CONNECTIONS));
    List<Channel> own = new ArrayList<>(demo.channels());
    AtomicReference<Consumer<@Nullable PersonId>> plans = new AtomicReference<>(_ -> {});
    Instances instances =
        undone(
            new Instances(
                vertx,
                where,
                settings.database().isEmpty(),
                database,
                live,
                person -> plans.get().accept(person),
                bands::reread));
    own.add(new PageChannel(instances::isOpen, instances::isAlone));
    own.add(new CanaryChannel());
    Reaching reaching =
        undone(
            new Reaching(
                settings, own, responding, database, roster, seal, oversight, clock, registry));
    Answerers answerers =
        After.answerers(reaching::recipientOf, new StillAsked(responding, settings.zone(), clock));
    // On the plans' own pool: no step waits for pages and imports.
    People asked = new People(responding, seal, clock);
    Alerting alerting =
        undone(
            new Alerting(
                new Alerting.Pools(
                    calls,
                    database,
                    responding,
                    undone(Database.open(vertx, where, "notices", RESPONSE_CONNECTIONS))),
                new Alerting.Office(
                    reaching.plans(), incident -> subject(asked, incident), answerers, rehearsals),
                new Alerting.Telling(
                    reaching.channels(),
                    new NoticeWording(),
                    settings.links(),
                    new AnswerTokens(seal.mark("answer links"))),
                wrist,
                instances.listener(),
                clock,
                registry));
    plans.set(alerting::lookAgain);
    BackTests backTests = new BackTests(database);
    Database besides = undone(Database.open(vertx, where, "back-tests", BACK_TEST_CONNECTIONS));
    BackTest backTest =
        new BackTest(
            undone(Telemetry.beside(settings, besides, clock)), watchBook, BackTest.Pace.HALF);
    BackTestJobs trying = undone(new BackTestJobs(backTests, backTest, clock));
    RuleWatch rules =
        new RuleWatch(
            alerting.desk(), watchBook, () -> bands.worn().keySet(), wrist, clock, registry);
    Whereabouts whereabouts =
        new Whereabouts(database, clock, person -> watchBook.of(person).zonesAt(clock.instant()));
    operator.tellThrough(why -> alerting.desk().tellOperator(Kind.SPOOL_FILLING, why));

    OperatorRoutes health =
        new OperatorRoutes(registry, settings.metricsPort().isEmpty())
            .watch("database", database::trouble)
            .watch("broker", ingest::trouble)
            .watch("telemetry store", telemetry::trouble);
    undone(new PartMetrics(registry))
        .watch("database", database::trouble)
        .watch("broker", ingest::trouble)
        .watch("telemetry store", telemetry::trouble);
    SearchCards cards = new SearchCards(database, new AnswerTokens(seal.mark("search cards")));
    After after =
        undone(
            new After(
                settings,
                database,
                alerting,
                oversight,
                answerers,
                rehearsals,
                addresses,
                clock,
                registry));
    undone(
        WebServer.start(
            vertx,
            new WebServer.Address(settings.httpHost(), settings.httpPort(), settings.mapSource()),
            new Gate(sessions, addresses, settings.requestLimits(1), settings.requestLimits(4)),
            oversight,
            api -> {
              health.addTo(api);
              new ContractRoutes().addTo(api);
              signIn.addTo(api);
              new AccountRoutes(accounts, clock).addTo(api);
              new OwnAccountRoutes(accounts, door, sessions, new ApiTokens(database, clock), clock)
                  .addTo(api);
              new InvitationRoutes(
                      new Invitations(database, accounts, clock), door, signIn, addresses)
                  .addTo(api);
              openId.addTo(api);
              new GridRoutes(database, roster, clock).addTo(api);
              new StaffRoutes(database, roster, clock).addTo(api);
              new RotaRoutes(database, roster, clock).addTo(api);
              new HolidayRoutes(database, roster, clock).addTo(api);
              new AbsenceRoutes(database, roster, clock).addTo(api);
              new LeaveRoutes(database, roster, clock).addTo(api);
              new ServingRoutes(database, roster, clock).addTo(api);
              new PeopleRoutes(database, people, contacts, oversight, bands::reread).addTo(api);
              new ContactRoutes(database, people, contacts).addTo(api);
              new PhotoRoutes(new Photos(database, clock)).addTo(api);
              new ConsentRoutes(new Consents(database, clock), clock).addTo(api);
              new AccessRoutes(accessLog, new BreakGlass(database, clock)).addTo(api);
              new TrendRoutes(telemetry, rollUps, oversight.visibility(), clock).addTo(api);
              new FindingRoutes(database, clock).addTo(api);
              AnswerTimes times = new AnswerTimes(database);
              new PersonIncidentRoutes(times, clock).addTo(api);
              new MonthRoutes(
                      new MonthReports(people, telemetry, rollUps, limits, times, clock),
                      settings.locale())
                  .addTo(api);
              new AttentionRoutes(database, rollUps, limits, oversight, clock).addTo(api);
              new TelemetryRoutes(telemetry, whereabouts, oversight.visibility(), clock).addTo(api);
              Trials trials = new Trials(backTests, trying, clock, settings.zone());
              new LimitRoutes(limits, baselines, trials, clock, watchBook::reread).addTo(api);
              new BackTestRoutes(database, trying, trials, oversight).addTo(api);
              new ZoneRoutes(zones, trials, watchBook::reread).addTo(api);
              new DayRoutes(days, trials, clock, watchBook::reread).addTo(api);
              new BandRoutes(bands, people, oversight, clock).addTo(api);
              new ImportRoutes(imports, new Exporter(database, seal, clock), oversight).addTo(api);
              new RejectedRoutes(database, oversight, ingest, clock).addTo(api);
              settings.lookUps(bands).addTo(api);
              reaching.addTo(api);
              after.addTo(api);
              new SearchRoutes(
                      cards,
                      new VisibleIncidents(alerting.store(), oversight),
                      alerting.desk(),
                      telemetry,
                      zones,
                      settings.cardLinks(),
                      clock)
                  .addTo(api);
              new SearchCardRoutes(
                      cards,
                      new Photos(database, clock),
                      telemetry,
                      accessLog,
                      settings.requestLimits(1),
                      addresses,
                      settings.zone(),
                      clock)
                  .addTo(api);
              new IncidentRoutes(alerting.desk(), alerting.store(), oversight, json).addTo(api);
              live.addTo(api);
            }));
    settings
        .metricsPort()
        .ifPresent(port ->
            undone(OperatorRoutes.serveMetrics(vertx, settings.httpHost(), port, registry)));

    undone(FreshStatistics.keep(besides));
    Rehearsal rehearsal =
        undone(Rehearsal.begin(alerting.desk(), live, CALL_CONNECTIONS, people.anybody(), clock));
    rules.remember(telemetry, database);
    ingest.listen(
        rehearsal.before(alerting.desk()),
        readings -> {
          rules.onReadings(readings);
          live.onReadings(readings);
        },
        sightings);
    tellWristsAgain(alerting.desk());
    undone(
        Repeating.every(
            PASS_EVERY,
            "rules-passing",
            "silence and stillness cannot be put on disk",
            rules::pass));
    undone(
        Repeating.every(
            COUNT_EVERY,
            "findings-counting",
            "how findings ended cannot be counted",
            () -> rules.countOutcomes(database)));
    undone(
        Repeating.every(
            RECKON_EVERY,
            "baselines-reckoning",
            "what is usual for people cannot be reckoned",
            () -> baselines.reckonTheDue(bands.worn().keySet(), clock.instant())));
    undone(
        Repeating.every(
            PRUNE_EVERY,
            "housekeeping",
            "old rejected messages cannot be let go of",
            () -> {
              ingest.rejected().prune(clock.instant());
              after.prune();
              backTests.prune(clock.instant());
            }));
    undone(
        Repeating.every(
            PRUNE_EVERY,
            "access-log-housekeeping",
            "looks that were kept long enough cannot be let go of",
            () -> accessLog.prune(clock.instant().minus(settings.accessLogKept()))));
    undone(after.canary(bands, ingest.broker()));
    undoing.push(demo.startTown(ingest.broker()));
    log.info("Silverbell is listening on http://{}:{}", settings.httpHost(), settings.httpPort());
    demo.sayHow(settings);
  }

  /** Whoever sets the service up signs in as {@code admin} first, and makes the other accounts. */
  private static void firstAccount(Settings settings, Accounts accounts) {
    if (!accounts.none()) {
      return;
    }
    String password = settings.adminPassword();
    if (password == null) {
      log.warn(
          "nobody can sign in, so nobody would see a call: set SILVERBELL_ADMIN_PASSWORD to make"
              + " account admin");
    } else {
      accounts.add("admin", "admin", Role.ADMIN, password, null, List.of());
      log.info("account admin was made, with the password of SILVERBELL_ADMIN_PASSWORD");
    }
  }

  /** Where that cannot be looked up, what comes in from now on is told as ever. */
  private static void tellWristsAgain(IncidentDesk desk) {
    try {
      desk.tellWristsAgain(TOLD_AGAIN_WITHIN);
    } catch (DatabaseTrouble e) {
      log.warn("bands could not be told again how far their calls have come", e);
    }
  }

  private static Subjects.Subject subject(People people, Incident incident) {
    PersonId id = incident.person();
    Person person = id == null ? null : people.findAll(List.of(id)).get(id);
    return person == null
        ? Subjects.Subject.UNKNOWN
        : new Subjects.Subject(person.name(), person.address());
  }

  private static Vertx vertx(PrometheusMeterRegistry registry, int eventLoops) {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setMetricsOptions(
                new MicrometerMetricsOptions().setEnabled(true).setJvmMetricsEnabled(true));
    return Vertx.builder()
        .with(options)
        .withMetrics(new MicrometerMetricsFactory(registry))
        .build();
  }

  private DatabaseSettings embeddedPostgres(Settings settings) {
    return undone(EmbeddedPostgres.start(settings.dataDir().resolve("postgres"))).settings();
  }

  private <T extends AutoCloseable> T undone(T part) {
    undoing.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!undoing.isEmpty()) {
      try {
        undoing.pop().close();
      } catch (Exception e) {
        log.warn("a part did not stop as it should", e);
      }
    }
  }
}
