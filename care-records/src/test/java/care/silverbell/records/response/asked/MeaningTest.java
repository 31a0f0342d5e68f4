package care.silverbell.records.response.asked;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.Who;
import care.silverbell.records.access.Role;
import care.silverbell.records.person.Contact;
import care.silverbell.records.response.reach.Wishes;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a plan's words mean, told as stories; 2026-11-25 is a Wednesday. */
class MeaningTest {
  private static final Who FAMILY = new Who.Family();
  private static final Who ON_DUTY = new Who.OnDuty();
  private static final Who STAND_IN = new Who.StandIn();
  private static final String NOON = "2026-11-25T12:00";

  /** An is A and Bo is B from eight to eight; at night nobody is. */
  private static Town town() {
    return new Town()
        .worker("an", "101")
        .worker("bo", "102")
        .rota("1234567", "08:00-20:00", "an", "bo");
  }

  @Test
  void aSwapInTheMiddleOfAPlanBringsTheOtherOneFromThatMomentOn() {
    Town town =
        town().worker("cai", "103").swap("2026-11-25T12:00", "2026-11-25T13:00", "an", "cai");

    assertThat(town.told(ON_DUTY, "2026-11-25T11:59:59")).isEqualTo("an");
    assertThat(town.told(ON_DUTY, "2026-11-25T12:00:00")).isEqualTo("cai");
    assertThat(town.told(STAND_IN, "2026-11-25T12:00:30")).isEqualTo("bo");
    assertThat(town.told(ON_DUTY, "2026-11-25T13:00:00")).isEqualTo("an");
  }

  @Test
  void aGapHasItsNameForAAndForB() {
    assertThat(town().told(ON_DUTY, "2026-11-25T20:00")).isEqualTo("no-rota-now");
    assertThat(town().told(STAND_IN, "2026-11-25T20:00")).isEqualTo("no-rota-now");
    assertThat(new Town().told(ON_DUTY, NOON)).isEqualTo("no-staff");
  }

  @Test
  void onLeaveTheNextOneMovesUpAndNobodyStandsIn() {
    Town town = town().leave("an", "2026-11-25T00:00", "2026-11-26T00:00");

    assertThat(town.told(ON_DUTY, NOON)).isEqualTo("bo");
    assertThat(town.told(STAND_IN, NOON)).isEqualTo("no-stand-in");
    town.leave("bo", "2026-11-25T12:30", "2026-11-25T13:00");
    assertThat(town.told(ON_DUTY, "2026-11-25T12:30")).isEqualTo("on-leave");
  }

  @Test
  void thoseAboveAreWhoIsOnDutyThereElseWhoServesThere() {
    Town town =
        town()
            .worker("li", "201")
            .worker("mo", "202")
            .serves("li", "community")
            .serves("mo", "community");

    assertThat(town.told(new Who.Above(1), NOON)).isEqualTo("li");
    town.leave("li", "2026-11-25T00:00", "2026-11-26T00:00");
    assertThat(town.told(new Who.Above(1), NOON)).isEqualTo("mo");
    assertThat(town.told(new Who.Above(2), NOON)).isEqualTo("nobody-there");
    assertThat(town.told(new Who.Above(3), NOON)).isEqualTo("no-such-level");
  }

  @Test
  void aContactsHoursGoPastMidnightAndNeverKeepAnEmergencyAway() {
    Contact.Hours fridayNight =
        new Contact.Hours(List.of(5), LocalTime.of(22, 0), LocalTime.of(6, 0));
    Town town = town().contact("yu", List.of("1"), null, null, List.of(fridayNight), List.of());

    assertThat(Town.told(town.meant(FAMILY, Severity.URGENT, "2026-11-27T22:00"))).isEqualTo("yu");
    assertThat(Town.told(town.meant(FAMILY, Severity.URGENT, "2026-11-28T05:59"))).isEqualTo("yu");
    assertThat(Town.told(town.meant(FAMILY, Severity.URGENT, "2026-11-28T06:00")))
        .isEqualTo("outside-hours");
    assertThat(Town.told(town.meant(FAMILY, Severity.URGENT, "2026-11-27T05:00")))
        .isEqualTo("outside-hours");
    assertThat(town.told(FAMILY, "2026-11-28T06:00")).isEqualTo("yu");
  }

  @Test
  void aPersonWithoutContactsHasNobodyAndAFamilyAccountIsSomebody() {
    assertThat(town().told(FAMILY, NOON)).isEqualTo("no-contacts");
    assertThat(town().familyAccount("daughter").told(FAMILY, NOON)).isEqualTo("daughter");
  }

  @Test
  void whoIsNoContactAnyMoreIsNotAskedFromThatDayOn() {
    Town town =
        town().contact("yu", List.of("1"), null, LocalDate.of(2026, 11, 26), List.of(), List.of());

    assertThat(town.told(FAMILY, "2026-11-25T23:59")).isEqualTo("yu");
    assertThat(town.told(FAMILY, "2026-11-26T00:00")).isEqualTo("no-contacts");
  }

  @Test
  void theAccountOfOneWhoIsNoContactAnyMoreIsNotAskedEitherAndBothAreLetGo() {
    Town town =
        town()
            .contact("yu", List.of("1"), "son", LocalDate.of(2026, 11, 26), List.of(), List.of())
            .contact("li", List.of("2"), "daughter", null, List.of(), List.of())
            .familyAccount("son")
            .familyAccount("daughter")
            .familyAccount("niece");

    assertThat(town.told(FAMILY, "2026-11-25T23:59")).isEqualTo("son daughter niece");
    assertThat(town.told(FAMILY, "2026-11-26T00:00")).isEqualTo("daughter niece");
    assertThat(town.meant(FAMILY, Severity.EMERGENCY, "2026-11-26T00:00").letGo())
        .containsExactlyInAnyOrder(
            new RecipientId.OfContact(Town.id("yu")), new RecipientId.OfAccount(Town.id("son")));
    assertThat(town.meant(FAMILY, Severity.EMERGENCY, NOON).letGo()).isEmpty();
  }

  @Test
  void wherePersonHasTakenBackThatTheFamilyIsToldNobodyOfItIsAndTheWorkerStillIs() {
    Town town =
        town()
            .contact("yu", List.of("1"), "daughter", null, List.of(), List.of())
            .familyAccount("daughter")
            .familyAccount("niece")
            .callsRefused();

    assertThat(town.told(FAMILY, NOON)).isEqualTo("not-wanted");
    assertThat(town.told(ON_DUTY, NOON)).isEqualTo("an");
    assertThat(town.meant(FAMILY, Severity.EMERGENCY, NOON).letGo())
        .containsExactlyInAnyOrder(
            new RecipientId.OfContact(Town.id("yu")),
            new RecipientId.OfAccount(Town.id("daughter")),
            new RecipientId.OfAccount(Town.id("niece")));
  }

  @Test
  void whomHoursKeepAwayIsHeldUntilTheyBeginAndWhomQuietHoursKeepUntilTheyEnd() {
    Contact.Hours days =
        new Contact.Hours(List.of(1, 2, 3, 4, 5), LocalTime.of(8, 0), LocalTime.of(20, 0));
    Town town = town().contact("yu", List.of("1"), null, null, List.of(days), List.of());
    assertThat(town.meant(FAMILY, Severity.NOTICE, "2026-11-25T21:00").heldUntil())
        .isEqualTo(Town.at("2026-11-26T08:00"));
    assertThat(town.meant(FAMILY, Severity.NOTICE, "2026-11-27T20:00").heldUntil())
        .as("after Friday comes Monday")
        .isEqualTo(Town.at("2026-11-30T08:00"));
    assertThat(town.meant(FAMILY, Severity.NOTICE, NOON).heldUntil()).isNull();
    assertThat(town.meant(FAMILY, Severity.EMERGENCY, "2026-11-25T21:00").heldUntil()).isNull();

    List<Integer> all = List.of(1, 2, 3, 4, 5, 6, 7);
    Wishes quiet =
        new Wishes(
            List.of(),
            null,
            null,
            null,
            List.of(),
            List.of(
                new Contact.Hours(all, LocalTime.of(22, 0), LocalTime.of(6, 0)),
                new Contact.Hours(all, LocalTime.of(6, 0), LocalTime.of(7, 30))),
            null);
    town.wishes(new RecipientId.OfStaff(Town.id("an")), quiet).rota("3", "20:00-08:00", "an", null);
    assertThat(town.meant(ON_DUTY, Severity.NOTICE, "2026-11-25T23:00").recipients())
        .singleElement()
        .satisfies(an -> {
          assertThat(an.addresses()).isEmpty();
          assertThat(an.heldUntil()).isEqualTo(Town.at("2026-11-26T07:30"));
        });
    assertThat(town.meant(ON_DUTY, Severity.EMERGENCY, "2026-11-25T23:00").recipients())
        .singleElement()
        .satisfies(an -> assertThat(an.heldUntil()).isNull());
  }

  @Test
  void ofAClosedFileNobodyOfTheFamilyIsAskedAndTheWorkerStillIs() {
    Town town = town().contact("yu", "1").closed();

    assertThat(town.told(FAMILY, NOON)).isEqualTo("closed");
    assertThat(town.told(ON_DUTY, NOON)).isEqualTo("an");
  }

  @Test
  void nobodyKnowsWhomAnUnknownBandIsWornBySoOnlyTheDeskAndOperatorsAreMeant() {
    Town town = town().contact("yu", "1").account("desk", Role.DESK).account("admin", Role.ADMIN);

    for (Who word : List.of(FAMILY, ON_DUTY, STAND_IN, new Who.Above(1), new Who.Groups())) {
      assertThat(Town.told(town.meant(word, null, Severity.EMERGENCY, NOON)))
          .isEqualTo("no-person");
    }
    assertThat(Town.told(town.meant(new Who.Desk(), null, Severity.EMERGENCY, NOON)))
        .isEqualTo("desk");
    assertThat(Town.told(town.meant(new Who.Operators(), null, Severity.EMERGENCY, NOON)))
        .isEqualTo("admin");
  }

  @Test
  void aContactWithAnAccountIsAskedOnceWithTheTelephonesAndThePage() {
    Town town =
        town()
            .contact("yu", List.of("1"), "daughter", null, List.of(), List.of())
            .familyAccount("daughter")
            .subscription("daughter")
            .proven(new RecipientId.OfContact(Town.id("yu")), "1");

    assertThat(town.told(FAMILY, NOON)).isEqualTo("daughter");
    assertThat(town.ways(FAMILY, Severity.EMERGENCY, NOON)).isEqualTo("page push voice 1 sms 1");
  }

  @Test
  void whoIsContactAccountAndStaffIsNamedByTheStaffListWhateverTheWord() {
    Town town =
        town()
            .worker("lin", "301", "lin-account")
            .rota("3", "12:00-13:00", "lin", null)
            .contact("neighbour", List.of("302"), "lin-account", null, List.of(), List.of());

    List<RecipientId> ids =
        List.of(FAMILY, ON_DUTY).stream()
            .map(it -> town.meant(it, Severity.EMERGENCY, NOON).recipients().getFirst())
            .map(Recipient::id)
            .toList();
    assertThat(ids).containsOnly(new RecipientId.OfStaff(Town.id("lin")));
    assertThat(town.ways(FAMILY, Severity.EMERGENCY, NOON))
        .isEqualTo("page voice 301? voice 302? sms 301? sms 302?");
  }

  @Test
  void anAccountThatMayNotSignInIsNoWay() {
    Town town = town().contact("yu", List.of("1"), "gone", null, List.of(), List.of());

    assertThat(town.ways(FAMILY, Severity.EMERGENCY, NOON)).isEqualTo("voice 1? sms 1?");
  }

  @Test
  void onlyChannelsThatAreSetUpHereCount() {
    Town town = town().contact("yu", "1").without(ChannelKind.SMS);

    assertThat(town.ways(FAMILY, Severity.EMERGENCY, NOON)).isEqualTo("voice 1?");
    town.without(ChannelKind.VOICE);
    assertThat(town.told(FAMILY, NOON)).isEqualTo("yu");
    assertThat(town.ways(FAMILY, Severity.EMERGENCY, NOON)).isEmpty();
  }

  @Test
  void onesOwnOrderComesFirstAndLeavesNothingOutInAnEmergency() {
    Town town = town().contact("yu", List.of("1", "2"), null, null, List.of(), List.of("sms"));

    assertThat(town.ways(FAMILY, Severity.EMERGENCY, NOON))
        .isEqualTo("sms 1? sms 2? voice 1? voice 2?");
    assertThat(town.ways(FAMILY, Severity.URGENT, NOON)).isEqualTo("sms 1? sms 2?");
  }

  @Test
  void quietHoursLeaveThePageOnlyAndNothingOfAnEmergencyAway() {
    Wishes quiet =
        new Wishes(
            List.of(),
            null,
            null,
            null,
            List.of(),
            List.of(
                new Contact.Hours(
                    List.of(1, 2, 3, 4, 5, 6, 7), LocalTime.of(22, 0), LocalTime.of(7, 0))),
            "en");
    Town town = town().familyAccount("daughter").subscription("daughter");
    town.wishes(new RecipientId.OfAccount(Town.id("daughter")), quiet);

    assertThat(town.ways(FAMILY, Severity.URGENT, "2026-11-25T23:00")).isEqualTo("page");
    assertThat(town.ways(FAMILY, Severity.URGENT, NOON)).isEqualTo("page push");
    assertThat(town.ways(FAMILY, Severity.EMERGENCY, "2026-11-25T23:00")).isEqualTo("page push");
    assertThat(town.meant(FAMILY, Severity.URGENT, NOON).recipients())
        .extracting(Recipient::language)
        .containsExactly("en");
  }

  @Test
  void theGroupIsThatOfTheNearestCellWithARobot() {
    Town town = town().robot("street", ChannelKind.DINGTALK);
    assertThat(town.told(new Who.Groups(), NOON)).isEqualTo("street group");
    town.robot("cell", ChannelKind.WECOM);
    assertThat(town.told(new Who.Groups(), NOON)).isEqualTo("cell group");
    assertThat(town().told(new Who.Groups(), NOON)).isEqualTo("no-robots");
  }

  @Test
  void oneWhomThePlanNamesIsPassedOverWhileAway() {
    Town town = town().leave("bo", "2026-11-25T12:00", "2026-11-25T13:00");
    Who bo = new Who.Named(Town.id("bo"));

    assertThat(town.told(bo, "2026-11-25T11:00")).isEqualTo("bo");
    assertThat(town.told(bo, NOON)).isEqualTo("on-leave");
    assertThat(town.told(new Who.Named(Town.id("stranger")), NOON)).isEqualTo("no-such-staff");
  }
}
