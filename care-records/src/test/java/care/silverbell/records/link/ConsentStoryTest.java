package care.silverbell.records.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import care.silverbell.alerting.incident.Answerers;
import care.silverbell.alerting.incident.Deed;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentDesk;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.incident.TestPresses;
import care.silverbell.alerting.notification.AnswerTokens;
import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.NoticeWording;
import care.silverbell.alerting.notification.Notices;
import care.silverbell.alerting.notification.Outbox;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.notification.Subjects;
import care.silverbell.alerting.response.EscalationRound;
import care.silverbell.alerting.response.Who;
import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Notifications;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.consent.Consents;
import care.silverbell.records.consent.Consents.Consent;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.person.Editor;
import care.silverbell.records.response.asked.RecordedPlans;
import care.silverbell.records.response.asked.StillAsked;
import care.silverbell.records.response.reach.Owners.Setting;
import care.silverbell.records.sheet.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a person has allowed is taken back while a plan runs: told with our own clock on the real
 * database, with the record's own plans, consents, links and what is said to all who listen.
 */
class ConsentStoryTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOON = Instant.parse("2026-11-25T04:00:00Z");
  private static final Set<ChannelKind> CHANNELS = Set.of(ChannelKind.SMS, ChannelKind.PAGE);
  private static final PersonId PERSON = new PersonId(id("王秀英"));
  private static final RecipientId DAUGHTER = new RecipientId.OfContact(id("daughter"));
  private static final RecipientId SON = new RecipientId.OfAccount(id("son-account"));
  private static final Editor OFFICE = new Editor(null, "office");

  private final TestDatabase test = TestDatabase.create("alerting", "records");
  private final Database database = test.database();
  private final Vertx vertx = Vertx.vertx();
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Instant now = NOON;
  private int seen;

  private record Sent(ChannelKind channel, String to, Message message, Instant at) {}

  /** A provider that takes all that it is given. */
  private record Taking(ChannelKind kind, ConsentStoryTest story) implements Channel {
    @Override
    public Delivery send(UUID key, String to, Message message) {
      story.sent.add(new Sent(kind, to, message, story.now));
      return kind == ChannelKind.PAGE
          ? new Delivery.Delivered(null)
          : new Delivery.Taken(key.toString());
    }
  }

  private final DutyRoster roster = town();
  private final RecordedPlans plans =
      new RecordedPlans(database, roster, new Setting(CHANNELS, ZONE, "zh-CN"), () -> now);
  private final StillAsked still = new StillAsked(database, ZONE, () -> now);
  private final Consents consents = new Consents(database, () -> now);
  private final IncidentStore store = new IncidentStore(database);
  private final Subjects subjects = _ -> new Subjects.Subject("王秀英", "和平里 3-2");
  private final Outbox outbox =
      new Outbox(
          new NoticeWording(),
          token -> "https://silverbell.example/a/" + token,
          new AnswerTokens("a key for stories only".getBytes(UTF_8)),
          CHANNELS);
  private final EscalationRound round =
      new EscalationRound(database, plans, subjects, outbox, new SimpleMeterRegistry(), () -> now);
  private final IncidentDesk desk =
      new IncidentDesk(
          database,
          store,
          (_, _) -> {},
          _ -> (_, _) -> {},
          TestPresses.NONE,
          new Answering(),
          () -> {},
          () -> now);
  private final Notices notices =
      new Notices(
          database,
          outbox,
          subjects,
          List.of(new Taking(ChannelKind.SMS, this), new Taking(ChannelKind.PAGE, this)),
          desk,
          _ -> {},
          new SimpleMeterRegistry(),
          () -> now);
  private final AnswerLinks links = new AnswerLinks(database, notices.answers(), ZONE, () -> now);
  private final Notifications notifications =
      Notifications.open(vertx, test.settings(), heard::add, () -> {});

  private final class Answering implements Answerers {
    @Override
    public String recipientOf(Responder who) {
      return new RecipientId.OfStaff(id(who.account())).toString();
    }

    @Override
    public boolean mayAnswer(String recipient, IncidentId incident) {
      return still.mayAnswer(recipient, incident);
    }
  }

  @AfterEach
  void close() {
    notifications.close();
    round.close();
    notices.close();
    roster.close();
    test.close();
    var _ = vertx.close().await();
  }

  @Test
  void thatTheFamilyIsToldIsTakenBackInMidPlanAndItHearsNothingMoreWhileTheOthersCome()
      throws Exception {
    Consent calls = give("calls");
    press();
    assertThat(told()).containsExactly("0 page son", "0 sms an", "0 sms daughter", "0 sms son");
    forward(ofSeconds(10));
    String link = link("daughter");
    links.answer(link, true, null);
    settle();
    assertThat(told()).containsExactly("10 page son", "10 sms an", "10 sms son");
    assertThat(incident().answeredBy()).isEqualTo("daughter");
    forward(ofSeconds(35));
    assertThat(told()).as("somebody has it").isEmpty();

    revoke(calls);

    assertThat(incident().state()).isInstanceOf(IncidentState.Open.class);
    assertThat(timeline("let-go")).containsExactlyInAnyOrder("daughter: null", "son: null");
    assertThat(told())
        .as("A hears that she does not have it, and B's second has passed")
        .containsExactly("45 sms an", "45 sms bo");
    standsAs(DAUGHTER, false);
    standsAs(SON, false);

    AnswerLinks.Link shut = links.find(link).orElseThrow();
    assertThat(shut.standing()).isEqualTo(AnswerLinks.Standing.EXPIRED);
    AnswerLinks.Link sons = links.find(link("son")).orElseThrow();
    assertThat(sons.standing()).isEqualTo(AnswerLinks.Standing.LET_GO);
    assertThat(new AnswerPage(Language.of("zh-CN"), ZONE).of(sons, now))
        .contains("您现在不在联系人之列")
        .doesNotContain("王秀英", "幸福路", "<dl", "<form");
    links.answer(link("son"), true, null);
    links.answer(link("son"), true, null);
    settle();
    assertThat(incident().state()).isInstanceOf(IncidentState.Open.class);
    assertThat(timeline("not-counted")).containsExactly("son: sms: accept");

    Account son = new Account(id("son-account"), "son-account", "son", Role.FAMILY);
    Visibility visibility = new Visibility(database);
    assertThat(visibility.sight(son, PERSON)).isPresent();
    assertThat(visibility.sightOfCalls(son, PERSON)).isEmpty();
    assertThat(
            store.list(
                visibility.incidentsOf(son), true, IncidentStore.Lines.ALL, Optional.empty(), 9))
        .isEmpty();

    forward(ofSeconds(135));
    assertThat(told()).noneMatch(it -> it.endsWith("daughter") || it.endsWith("son")).isNotEmpty();
    var _ = desk.act(incident().id(), Deed.ACKNOWLEDGE, new Responder("an", "an"));
    settle();
    assertThat(told()).containsExactly("180 sms bo", "180 sms li");
  }

  @Test
  void aContactWhoIsEndedInMidPlanIsLetGoWithTheirAccountAndTheOthersOfTheFamilyStay()
      throws Exception {
    press();
    assertThat(told()).contains("0 sms son", "0 sms daughter");
    forward(ofSeconds(20));
    changed(() ->
        database.query(
            "ending a contact",
            "update contact set until = $2 where id = $1",
            id("son"),
            LocalDate.ofInstant(now, ZONE)));

    assertThat(timeline("let-go")).containsExactly("son: null");
    assertThat(told()).as("as if he had said that he cannot go").containsExactly("20 sms bo");
    standsAs(SON, false);
    standsAs(DAUGHTER, true);
    press();
    assertThat(told()).contains("20 sms daughter").noneMatch(it -> it.endsWith("son"));
    links.answer(link("daughter"), true, null);
    settle();
    assertThat(incident().answeredBy()).isEqualTo("daughter");
  }

  @Test
  void aPositionThatIsTakenBackFromTheFamilyIsShutAtOnceAndStaysOpenToWhoeverIsOnDuty()
      throws Exception {
    Visibility visibility = new Visibility(database);
    Account son = new Account(id("son-account"), "son-account", "son", Role.FAMILY);
    Account an = new Account(id("an-account"), "an-account", "an", Role.GRID);
    press();
    assertThat(visibility.sight(son, PERSON).orElseThrow().shows(Aspect.POSITION)).isTrue();
    Consent position = give("position");
    Consent health = give("health");
    assertThat(visibility.sight(son, PERSON).orElseThrow().shows(Aspect.HEALTH)).isTrue();

    revoke(position);
    revoke(health);

    assertThat(visibility.sight(son, PERSON).orElseThrow().aspects())
        .contains(Aspect.CALLS)
        .doesNotContain(Aspect.POSITION, Aspect.HEALTH);
    assertThat(visibility.sight(an, PERSON).orElseThrow().aspects())
        .contains(Aspect.POSITION, Aspect.HEALTH, Aspect.CALLS);
    assertThat(timeline("let-go")).as("he is asked for help as ever").isEmpty();
    forward(ofMinutes(3));
    assertThat(told()).contains("180 sms son", "180 sms daughter");
    assertThat(sent)
        .as("no notice ever bears a position or what is known of the health")
        .allSatisfy(it ->
            assertThat(it.message().title() + it.message().body() + it.message().spoken())
                .contains("王秀英")
                .doesNotContain("37.6", "121.4", "高血压", "88"));
    assertThat(
            new AnswerPage(Language.of("zh-CN"), ZONE)
                .of(links.find(link("son")).orElseThrow(), now))
        .contains("王秀英")
        .doesNotContain("37.6", "121.4", "高血压", "88");
    consents.give(PERSON, consent("position"), OFFICE);
    assertThat(visibility.sight(son, PERSON).orElseThrow().shows(Aspect.POSITION)).isTrue();
  }

  /** The pure meaning and the database's function say the same. */
  private void standsAs(RecipientId recipient, boolean expected) {
    assertThat(still.mayAnswer(recipient.toString(), incident().id())).isEqualTo(expected);
    Set<RecipientId> letGo =
        plans.meant(Set.of(new Who.Family()), PERSON, incident(), now).values().stream()
            .flatMap(it -> it.letGo().stream())
            .collect(Collectors.toUnmodifiableSet());
    assertThat(letGo.contains(recipient)).isEqualTo(!expected);
  }

  private Consent consent(String what) {
    return new Consent(UUID.randomUUID(), "family", what, now, null, "herself");
  }

  private Consent give(String what) throws Exception {
    Consent consent = consent(what);
    changed(() -> {
      consents.give(PERSON, consent, OFFICE);
      return consent;
    });
    return consent;
  }

  private void revoke(Consent consent) throws Exception {
    changed(() -> consents.revoke(PERSON, consent.id(), OFFICE));
  }

  /** Changes something; whoever listens hears of it, and looks again. */
  private void changed(java.util.concurrent.Callable<?> change) throws Exception {
    int before = heard.size();
    var _ = change.call();
    await().atMost(ofSeconds(5)).until(() -> heard.size() > before);
    assertThat(heard.getLast()).isEqualTo("person " + PERSON);
    round.lookAgain(PERSON);
    settle();
  }

  private void press() throws Exception {
    desk.onAlarm(
        new Heard(
            new BandMessage.Call(
                new BandSerial("band-1"),
                null,
                Moment.of(now),
                new Position(37.6, 121.4, 10.0, null),
                88,
                61,
                true),
            Optional.of(PERSON),
            care.silverbell.ingest.broker.InboundMessage.Delivery.NONE,
            now));
    settle();
  }

  private void forward(Duration by) throws Exception {
    Instant end = now.plus(by);
    while (now.isBefore(end)) {
      now = now.plusSeconds(1);
      settle();
    }
  }

  private void settle() throws Exception {
    int before;
    do {
      before = sent.size();
      round.takeAllDue();
      notices.sendAllDue();
    } while (sent.size() > before);
  }

  private Incident incident() {
    return store
        .list(IncidentStore.Scope.ALL, false, IncidentStore.Lines.ALL, Optional.empty(), 1)
        .getFirst();
  }

  private List<String> timeline(String what) {
    return incident().timeline().stream()
        .filter(it -> it.what().equals(what))
        .map(it -> it.by() + ": " + it.detail())
        .toList();
  }

  private List<String> told() {
    List<Sent> fresh = List.copyOf(sent).subList(seen, sent.size());
    seen += fresh.size();
    return fresh.stream()
        .map(it ->
            Duration.between(NOON, it.at()).toSeconds()
                + " "
                + it.channel().wireName()
                + " "
                + it.to().replace(id("son-account").toString(), "son"))
        .sorted()
        .toList();
  }

  private String link(String to) {
    String link =
        sent.reversed().stream()
            .filter(it -> it.to().equals(to) && it.message().link() != null)
            .map(it -> "" + it.message().link())
            .findFirst()
            .orElseThrow();
    return link.substring(link.lastIndexOf('/') + 1);
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  /** Her cell with A and B and one above, a daughter, and a son who has an account. */
  private DutyRoster town() {
    List<String> rows = new ArrayList<>();
    rows.add("insert into grid_cell (id, name) values ('#community', 'community')");
    rows.add("insert into grid_cell (id, name, parent) values ('#cell', 'cell', '#community')");
    rows.add(
        "insert into account (id, name, display_name, role, password_hash, cell) values"
            + " ('#son-account', 'son-account', 'son', 'family', '', null),"
            + " ('#an-account', 'an-account', 'an', 'grid', '', '#cell')");
    rows.add(
        "insert into person (id, name, sex, birth_date, address, cell, risk, conditions) values"
            + " ('#王秀英', '王秀英', 'female', '1941-03-02', '幸福路 1 号', '#cell', 'high', "
            + " '[{\"code\": null, \"text\": \"高血压\"}]')");
    rows.add(
        "insert into contact (id, person, place, name, relation, phones) values"
            + " ('#daughter', '#王秀英', 1, 'daughter', '女儿', array['daughter']),"
            + " ('#son', '#王秀英', 2, 'son', '儿子', array['son'])");
    rows.add("insert into family_member (account, person) values ('#son-account', '#王秀英')");
    rows.add("insert into contact_account values ('#son', '#son-account', now(), 'x')");
    rows.add(
        "insert into staff (id, code, name, role, phone) values ('#an', 'an', 'an',"
            + " 'grid_worker', 'an'), ('#bo', 'bo', 'bo', 'grid_worker', 'bo'), ('#li', 'li',"
            + " 'li', 'community_worker', 'li')");
    rows.add(
        "insert into rota (id, cell, weekday, starts, ends, staff_a, staff_b, valid_from) select"
            + " gen_random_uuid(), '#cell', d, '00:00', '00:00', '#an', '#bo', '2020-01-01' from"
            + " generate_series(1, 7) d");
    rows.add(
        "insert into serving (id, staff, cell, since) values (gen_random_uuid(), '#li',"
            + " '#community', '2020-01-01')");
    for (String row : rows) {
      java.util.regex.Matcher names = java.util.regex.Pattern.compile("#([\\p{L}-]+)").matcher(row);
      var _ = database.query("founding a town", names.replaceAll(it -> "" + id(it.group(1))));
    }
    return new DutyRoster(database, ZONE);
  }
}
