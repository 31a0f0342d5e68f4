package care.silverbell.records.response.unreachable;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.DefaultPlans;
import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.alerting.response.ResponsePlan.Step;
import care.silverbell.alerting.response.Who;
import care.silverbell.records.access.Role;
import care.silverbell.records.response.asked.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The holes of a week that begins on Wednesday 2026-11-25 at noon. */
class ComingWeekTest {
  private static final Instant NOON = Town.at("2026-11-25T12:00");

  /** Everybody is there and verified: An is A, Bo is B, Li above, a contact, and the desk. */
  private static Town whole() {
    return withoutFamily().contact("yu", "1").proven(new RecipientId.OfContact(Town.id("yu")), "1");
  }

  private static Town withoutFamily() {
    return new Town()
        .worker("an", "101")
        .worker("bo", "102")
        .worker("li", "201")
        .serves("li", "community")
        .rota("1234567", "08:00-08:00", "an", "bo")
        .account("desk", Role.DESK)
        .proven(new RecipientId.OfStaff(Town.id("an")), "101")
        .proven(new RecipientId.OfStaff(Town.id("bo")), "102")
        .proven(new RecipientId.OfStaff(Town.id("li")), "201");
  }

  private static List<String> holes(Town town) {
    return holes(town, new HashMap<>());
  }

  private static List<String> holes(Town town, Map<@Nullable UUID, ResponsePlan> own) {
    Map<@Nullable UUID, ResponsePlan> plans = new HashMap<>(own);
    plans.putIfAbsent(null, DefaultPlans.of(Severity.EMERGENCY));
    return new ComingWeek(town.duty(), plans, town.setting(), NOON)
        .of(town.person(), town.book()).stream().map(ComingWeekTest::words).toList();
  }

  /** Such as {@code 25T12:00–26T08:00 only-above 30s family:no-contacts}. */
  private static String words(Hole hole) {
    Instant to = hole.to();
    Duration second = hole.second();
    return shown(hole.from())
        + "–"
        + (to == null ? "" : shown(to))
        + " "
        + hole.reason().wireName()
        + (second == null ? "" : " " + second.toSeconds() + "s")
        + hole.because().stream()
            .map(it -> " " + it.who() + ":" + it.why())
            .collect(Collectors.joining());
  }

  private static String shown(Instant at) {
    return LocalDateTime.ofInstant(at, Town.ZONE).toString().substring("2026-11-".length());
  }

  @Test
  void whereEverybodyIsThereIsNoHole() {
    assertThat(holes(whole())).isEmpty();
  }

  @Test
  void withoutAContactTheFamilyIsLackingAllWeek() {
    assertThat(holes(withoutFamily())).containsExactly("25T12:00– no-family 0s family:no-contacts");
  }

  @Test
  void aGapInTheRotaWithoutAContactLeavesOnlyThoseAboveAndTheyAreAskedAtOnceAfterB() {
    Town town =
        new Town()
            .worker("an", "101")
            .worker("li", "201")
            .serves("li", "community")
            .rota("123456", "08:00-08:00", "an", null)
            .account("desk", Role.DESK)
            .proven(new RecipientId.OfStaff(Town.id("an")), "101")
            .proven(new RecipientId.OfStaff(Town.id("li")), "201");

    assertThat(holes(town))
        .containsExactly(
            "25T12:00–29T08:00 no-family 0s family:no-contacts stand-in:no-stand-in",
            "29T08:00–30T08:00 only-above 30s family:no-contacts on-duty:no-rota-now"
                + " stand-in:no-rota-now",
            "30T08:00– no-family 0s family:no-contacts stand-in:no-stand-in");
  }

  @Test
  void aLeaveOfAAndBIsAHoleFromItsFirstMomentToItsLast() {
    Town town =
        withoutFamily()
            .leave("an", "2026-11-27T00:00", "2026-11-28T00:00")
            .leave("bo", "2026-11-27T06:00", "2026-11-27T18:00");

    assertThat(holes(town))
        .contains(
            "27T06:00–27T18:00 only-above 30s family:no-contacts on-duty:on-leave"
                + " stand-in:on-leave");
  }

  @Test
  void withNobodyWhoCouldGoItIsOnlyHeardAtTheDesk() {
    assertThat(holes(new Town().account("desk", Role.DESK)))
        .containsExactly(
            "25T12:00– only-desk family:no-contacts on-duty:no-staff stand-in:no-staff");
  }

  @Test
  void withNobodyAtAllItIsHeardByNobody() {
    assertThat(holes(new Town()))
        .containsExactly("25T12:00– nobody family:no-contacts on-duty:no-staff stand-in:no-staff");
  }

  @Test
  void aContactWithoutATelephoneIsNobodyOfTheFamily() {
    assertThat(holes(withoutFamily().contact("yu")))
        .containsExactly("25T12:00– no-family 0s family:no-address");
  }

  @Test
  void whatNobodyHasVerifiedCountsAndIsSaid() {
    assertThat(holes(withoutFamily().contact("yu", "1")))
        .containsExactly("25T12:00– family-unverified 0s");
    Town unverified = new Town().worker("an", "101").rota("1234567", "08:00-08:00", "an", null);
    assertThat(holes(unverified.contact("yu", "1")))
        .containsExactly("25T12:00– only-unverified stand-in:no-stand-in");
  }

  @Test
  void oneAboveWhoIsVerifiedDoesNotMakeUpForThoseNearWhoAreNot() {
    ResponsePlan withoutFamily =
        new ResponsePlan(
            "workers",
            List.of(
                new Step(Duration.ZERO, List.of(new Who.OnDuty(), new Who.StandIn())),
                new Step(Duration.ofSeconds(60), List.of(new Who.Above(1)))),
            null,
            1,
            null);
    Map<@Nullable UUID, ResponsePlan> plans = new HashMap<>();
    plans.put(null, withoutFamily);
    Town unverified =
        new Town()
            .worker("an", "101")
            .worker("bo", "102")
            .worker("li", "201")
            .serves("li", "community")
            .rota("1234567", "08:00-08:00", "an", "bo")
            .proven(new RecipientId.OfStaff(Town.id("li")), "201");

    assertThat(holes(unverified, plans)).containsExactly("25T12:00– only-unverified 60s");
    assertThat(holes(unverified.proven(new RecipientId.OfStaff(Town.id("bo")), "102"), plans))
        .isEmpty();
  }

  @Test
  void aContactThatEndsIsAHoleFromThatDayOn() {
    Town town =
        withoutFamily()
            .contact("yu", List.of("1"), null, LocalDate.of(2026, 11, 28), List.of(), List.of())
            .proven(new RecipientId.OfContact(Town.id("yu")), "1");

    assertThat(holes(town)).containsExactly("28T00:00– no-family 0s family:no-contacts");
  }

  @Test
  void withoutTelephoneChannelsOnlyThePageIsLeft() {
    Town town = whole().without(ChannelKind.VOICE).without(ChannelKind.SMS);

    assertThat(holes(town))
        .containsExactly(
            "25T12:00– only-desk family:no-address on-duty:no-address stand-in:no-address");
    assertThat(holes(whole().without(ChannelKind.VOICE))).isEmpty();
  }

  @Test
  void aPageThatMayNotBeOpenIsNoWayThatIsCountedOn() {
    Town workers =
        new Town()
            .worker("an", null, "an-signs-in")
            .rota("1234567", "08:00-08:00", "an", null)
            .account("desk", Role.DESK);
    assertThat(holes(workers.contact("yu")))
        .containsExactly("25T12:00– only-page family:no-address stand-in:no-stand-in");

    Town daughter =
        withoutFamily()
            .familyAccount("yu-signs-in")
            .contact("yu", List.of(), "yu-signs-in", null, List.of(), List.of());
    assertThat(holes(daughter)).containsExactly("25T12:00– family-only-page 0s");
    assertThat(holes(daughter.subscription("yu-signs-in")))
        .as("a browser that takes pushes rings closed, too")
        .isEmpty();
  }

  @Test
  void thePlanOfTheNearestCellDecidesWhoIsLacking() {
    ResponsePlan workersOnly =
        new ResponsePlan(
            "workers", List.of(new Step(Duration.ZERO, List.of(new Who.OnDuty()))), null, 1, null);
    Map<@Nullable UUID, ResponsePlan> plans = new HashMap<>();
    plans.put(Town.id("community"), workersOnly);

    assertThat(holes(withoutFamily(), plans)).isEmpty();
    plans.put(Town.id("cell"), DefaultPlans.of(Severity.EMERGENCY));
    assertThat(holes(withoutFamily(), plans)).hasSize(1);
  }
}
