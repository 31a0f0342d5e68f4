package care.silverbell.alerting.response;

import static care.silverbell.alerting.response.ResponseStories.contact;
import static care.silverbell.alerting.response.ResponseStories.namesake;
import static care.silverbell.alerting.response.ResponseStories.staff;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Answered;
import care.silverbell.alerting.incident.Deed;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.Outcome;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.AnswerLink;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.response.ResponsePlan.Step;
import care.silverbell.ingest.band.BandReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What must be true of every response, however many instances work on it. */
abstract class PlanStories {
  final ResponseStories story;

  PlanStories(int instances) {
    story = new ResponseStories(instances);
    story.usualPeople();
  }

  @AfterEach
  void nothingWasSentTwice() {
    try (story) {
      assertThat(story.sentTwice()).isZero();
    }
  }

  @Test
  void nobodyAnswersAndThePlannedPeopleAreToldAtThePlannedSecondsUpToTheTopAndRoundAgain()
      throws Exception {
    story.press();
    story.forward(ofSeconds(305));

    assertThat(story.told())
        .containsExactly(
            "0 sms A",
            "0 sms daughter",
            "0 sms desk",
            "30 sms B",
            "60 sms C1",
            "120 sms C2",
            // Nobody is above C2: no minute is waited, everybody is asked again.
            "180 sms A",
            "180 sms B",
            "180 sms C1",
            "180 sms C2",
            "180 sms daughter",
            "180 sms desk",
            "240 sms A",
            "240 sms B",
            "240 sms C1",
            "240 sms C2",
            "240 sms daughter",
            "240 sms desk",
            "300 sms A",
            "300 sms B",
            "300 sms C1",
            "300 sms C2",
            "300 sms daughter",
            "300 sms desk");
    assertThat(story.timeline("asked")).containsExactly("daughter, A, desk", "B", "C1", "C2");
    assertThat(story.timeline("nobody")).hasSize(2).last().asString().contains("levels=3");
  }

  @Test
  void whoAcceptsEndsTheAskingAndThoseAskedAreTold() throws Exception {
    story.press();
    story.forward(ofSeconds(25));
    assertThat(story.told()).hasSize(3);
    story.act(Deed.ACKNOWLEDGE, "A");
    assertThat(story.told()).containsExactly("25 sms daughter", "25 sms desk");
    assertThat(story.last("daughter").message().body()).contains("A");
    story.forward(ofMinutes(10));

    assertThat(story.told()).isEmpty();
    assertThat(story.timeline("informed")).containsExactly("daughter, desk");
    assertThat(story.incident().answeredAt()).isEqualTo(story.now().minusSeconds(600));
  }

  @Test
  void whoAnswersWhileTheNextIsAskedIsHeardAfterThemSoThatTheyAreToldAndCalledNoMore()
      throws Exception {
    story.meant.put(new Who.StandIn(), List.of(staff("B", ChannelKind.VOICE, ChannelKind.SMS)));
    story.channel(ChannelKind.VOICE).answers = _ -> new Delivery.TryAgain("status 503", null);
    story.press();
    story.forward(ofSeconds(30));
    assertThat(story.told()).contains("30 voice B", "30 sms B");
    // A's finger was first, the step to B had the row first.
    story.deskBehind = ofMillis(4);
    story.act(Deed.ACKNOWLEDGE, "A");
    assertThat(story.told()).containsExactly("30 sms B", "30 sms daughter", "30 sms desk");
    assertThat(story.timeline("informed")).containsExactly("daughter, desk, B");
    assertThat(story.incident().answeredAt()).isEqualTo(story.now());
    story.forward(ofMinutes(10));
    assertThat(story.told()).as("B's voice is not tried again").isEmpty();
  }

  @Test
  void whoAnswersWhileTheWearerPressesAgainHasItAndThoseRungOnceMoreAreTold() throws Exception {
    story.press();
    story.forward(ofSeconds(10));
    story.press();
    assertThat(story.told()).hasSize(7);
    story.deskBehind = ofMillis(4);
    story.act(Deed.ACKNOWLEDGE, "A");
    assertThat(story.told()).containsExactly("10 sms B", "10 sms daughter", "10 sms desk");
  }

  @Test
  void whoCannotGoPassesItOnAtOnce() throws Exception {
    story.press();
    story.forward(ofSeconds(10));
    assertThat(story.told()).hasSize(3);
    story.pass("A");
    assertThat(story.told()).containsExactly("10 sms B");
    story.forward(ofSeconds(60));
    assertThat(story.told()).as("the seconds stay what they are").containsExactly("60 sms C1");
    assertThat(story.timeline("passed")).containsExactly("A: at the doctor's");
    story.pass("A");
    assertThat(story.told()).as("said twice is said once").isEmpty();
  }

  @Test
  void whoCannotGoIsNotAskedAgainUnlessNobodyIsLeft() throws Exception {
    story.meant.clear();
    story.meant.put(new Who.OnDuty(), List.of(staff("A", ChannelKind.SMS)));
    story.meant.put(new Who.StandIn(), List.of(staff("B", ChannelKind.SMS)));
    story.press();
    story.forward(ofSeconds(31));
    assertThat(story.told()).containsExactly("0 sms A", "30 sms B");
    story.forward(ofSeconds(24));
    story.pass("A");
    story.forward(ofSeconds(6));
    assertThat(story.told()).contains("55 sms B").doesNotContain("55 sms A", "60 sms A");
    story.pass("B");
    story.forward(ofMinutes(2));
    assertThat(story.told()).as("somebody must think again").contains("175 sms A", "175 sms B");
  }

  @Test
  void theRotaChangesInMidPlanAndWhoIsOnDutyNowIsAsked() throws Exception {
    story.press();
    story.forward(ofSeconds(20));
    assertThat(story.told()).hasSize(3);
    story.meant.put(new Who.StandIn(), List.of(staff("B2", ChannelKind.SMS)));
    story.meant.put(new Who.OnDuty(), List.of(staff("A2", ChannelKind.SMS)));
    story.forward(ofSeconds(165));
    assertThat(story.told())
        .containsExactly(
            "30 sms B2",
            "60 sms C1",
            "120 sms C2",
            "180 sms A2",
            "180 sms B2",
            "180 sms C1",
            "180 sms C2",
            "180 sms daughter",
            "180 sms desk");
  }

  @Test
  void aContactWithoutAnyWayIsSaidSoAndPassedOver() throws Exception {
    story.meant.put(
        new Who.Family(), List.of(contact("uncle"), contact("daughter", ChannelKind.SMS)));
    story.press();
    story.forward(ofMinutes(5));
    assertThat(story.told()).contains("0 sms daughter").noneMatch(it -> it.endsWith("uncle"));
    assertThat(story.timeline("no-way")).as("said once").containsExactly("uncle: null");
  }

  @Test
  void aStepThatReachesNobodyIsSaidAndTheNextIsTakenAtOnce() throws Exception {
    story.meant.remove(new Who.StandIn());
    story.meant.put(new Who.Above(1), List.of(staff("C1")));
    story.press();
    story.forward(ofSeconds(30));
    assertThat(story.told())
        .containsExactly("0 sms A", "0 sms daughter", "0 sms desk", "30 sms C2");
    assertThat(story.timeline("nobody").getLast()).contains("StandIn");
    assertThat(story.timeline("no-way")).containsExactly("C1: null");
  }

  @Test
  void nobodyAtAllCanBeReachedAndItIsTriedAgainEachMinute() throws Exception {
    story.meant.clear();
    story.press();
    story.forward(ofSeconds(59));
    assertThat(story.told()).isEmpty();
    story.meant.put(new Who.Above(2), List.of(staff("C2", ChannelKind.SMS)));
    story.forward(ofSeconds(1));
    assertThat(story.told()).containsExactly("60 sms C2");
  }

  @Test
  void aContactWhoseConsentIsRevokedInMidPlanHearsNothingMore() throws Exception {
    story.press();
    story.forward(ofSeconds(20));
    assertThat(story.told()).contains("0 sms daughter");
    story.meant.put(new Who.Family(), List.of());
    story.press();
    assertThat(story.told()).containsExactly("20 sms A", "20 sms B", "20 sms desk");
    story.act(Deed.ACKNOWLEDGE, "A");
    assertThat(story.told()).containsExactly("20 sms B", "20 sms desk");
  }

  @Test
  void whoHasItAndMayBeToldNothingMoreHasItNoLongerAndTheOthersAreAskedAtOnce() throws Exception {
    story.press();
    story.forward(ofSeconds(20));
    story.told();
    var _ = story.notices.getFirst().answers().answer(story.token("daughter"), true, null);
    story.settle();
    assertThat(story.told()).containsExactly("20 sms A", "20 sms desk");
    story.forward(ofSeconds(60));
    story.letGo.add(contact("daughter").id());
    story.meant.put(new Who.Family(), List.of());
    story.rounds.getFirst().lookAgain(story.wearer);
    story.settle();

    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
    assertThat(story.timeline("let-go")).containsExactly("daughter: null");
    assertThat(story.told())
        .as("those who were told that she has it, and the steps that are due")
        .containsExactly("80 sms A", "80 sms B", "80 sms C1", "80 sms desk");
    story.rounds.getFirst().lookAgain(null);
    story.settle();
    assertThat(story.told()).as("let go once").isEmpty();
  }

  @Test
  void whoMayBeToldNothingMoreIsLetGoThoughAStepIsUnderWayThatWasLookedUpBefore() throws Exception {
    story.press();
    story.forward(ofSeconds(20));
    story.told();
    var _ = story.notices.getFirst().answers().answer(story.token("daughter"), true, null);
    story.meanwhile.set(this::theDaughterIsToldNothingMore);
    story.settle();
    assertThat(story.timeline("let-go")).containsExactly("daughter: null");
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
    assertThat(story.told()).contains("20 sms B");
  }

  @Test
  void whoMayBeToldNothingMoreIsLetGoThoughTheyAreJustBeingAsked() throws Exception {
    story.meanwhile.set(this::theDaughterIsToldNothingMore);
    story.press();
    // Another instance may have looked it up afterwards, and then has not asked her at all.
    boolean asked = story.timeline("asked").getFirst().contains("daughter");
    assertThat(story.timeline("let-go")).hasSize(asked ? 1 : 0);
  }

  private void theDaughterIsToldNothingMore() {
    story.letGo.add(contact("daughter").id());
    story.meant.put(new Who.Family(), List.of());
    story.rounds.getFirst().lookAgain(story.wearer);
  }

  @Test
  void whomQuietHoursKeptFromANoticeAreAskedOnceTheseAreOverAsFarApartAsThePlanHasThem()
      throws Exception {
    Instant seven = story.now().plus(ofHours(8));
    story.meant.put(new Who.OnDuty(), List.of(quiet("A", seven)));
    story.meant.put(new Who.StandIn(), List.of(quiet("B", seven)));
    story.meant.put(new Who.Above(1), List.of(staff("C1", ChannelKind.SMS)));
    story.open(Severity.NOTICE);
    story.forward(ofHours(5));
    assertThat(story.told())
        .as("whom quiet hours hold is waited for, who is awake is asked at their second")
        .containsExactly("14400 sms C1");

    story.forward(ofHours(3).minusSeconds(1));
    assertThat(story.told()).isEmpty();
    story.meant.put(new Who.OnDuty(), List.of(staff("A", ChannelKind.SMS)));
    story.meant.put(new Who.StandIn(), List.of(staff("B", ChannelKind.SMS)));
    story.forward(ofHours(4));
    assertThat(story.told()).containsExactly("28800 sms A", "32400 sms B");
  }

  @Test
  void whoWasToldOnAnOpenPageOnlyWhileItWasQuietIsAskedAfterwardsByTheOtherWays() throws Exception {
    Instant seven = story.now().plus(ofHours(8));
    story.meant.put(new Who.OnDuty(), List.of(quiet("A", seven, ChannelKind.PAGE)));
    story.meant.put(new Who.StandIn(), List.of());
    story.meant.put(new Who.Above(1), List.of());
    story.meant.put(new Who.Family(), List.of());
    story.heldUntil.put(new Who.Above(1), seven.plus(ofHours(1)));
    story.open(Severity.NOTICE);
    assertThat(story.told()).containsExactly("0 page A");
    story.forward(ofHours(8).minusSeconds(1));
    assertThat(story.told()).isEmpty();
    story.meant.put(new Who.OnDuty(), List.of(staff("A", ChannelKind.PAGE, ChannelKind.SMS)));
    story.meant.put(new Who.Above(1), List.of(staff("C1", ChannelKind.SMS)));
    story.forward(ofHours(6));
    assertThat(story.told())
        .filteredOn(it -> it.endsWith("A"))
        .as("by the first way, which is the page where it is open")
        .containsExactly("28800 page A");
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
  }

  private static Recipient quiet(String name, Instant until, ChannelKind... ways) {
    Recipient one = staff(name, ways);
    return new Recipient(one.id(), one.name(), one.language(), one.addresses(), until);
  }

  @Test
  void ofTwoWhoAcceptAtTheSameInstantOneHasItAndTheOtherIsTold() throws Exception {
    story.press();
    List<String> tokens = List.of(story.token("A"), story.token("daughter"));
    CountDownLatch both = new CountDownLatch(2);
    List<Answered> came = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answered>> answers = new ArrayList<>();
      for (String token : tokens) {
        answers.add(
            threads.submit(() -> {
              both.countDown();
              both.await();
              return story.notices.getFirst().answers().answer(token, true, null).orElseThrow();
            }));
      }
      for (Future<Answered> answer : answers) {
        came.add(answer.get());
      }
    }
    story.settle();

    String has = Objects.requireNonNull(story.incident().answeredBy());
    assertThat(came).filteredOn(Answered.IsYours.class::isInstance).hasSize(1);
    assertThat(came)
        .filteredOn(Answered.HasIt.class::isInstance)
        .singleElement()
        .satisfies(it -> assertThat(((Answered.HasIt) it).name()).isEqualTo(has));
    assertThat(story.last(has.equals("A") ? "daughter" : "A").message().title()).contains("已有人响应");
    story.forward(ofMinutes(5));
    assertThat(story.told()).noneMatch(it -> it.contains("B") || it.contains("C1"));
  }

  @Test
  void aSecondPressRingsEverybodyAskedAndMovesOn() throws Exception {
    story.press();
    assertThat(story.told()).hasSize(3);
    story.forward(ofSeconds(10));
    story.press();
    assertThat(story.told())
        .containsExactly("10 sms A", "10 sms B", "10 sms daughter", "10 sms desk");
    assertThat(story.last("A").message().body()).contains("已按2次");
    story.act(Deed.ACKNOWLEDGE, "B");
    assertThat(story.told()).hasSize(3);
    story.forward(ofSeconds(5));
    story.press();
    assertThat(story.told()).as("who has it hears it").containsExactly("15 sms B");
  }

  @Test
  void aPressAnHourAfterSomebodyCameIsNewToEverybodyAndGoesOnUntilOneHasIt() throws Exception {
    story.press();
    story.act(Deed.ACKNOWLEDGE, "A");
    story.act(Deed.ARRIVE, "A");
    story.forward(ofMinutes(61));
    var _ = story.told();
    story.press();
    assertThat(story.told())
        .anyMatch(it -> it.endsWith("daughter"))
        .anyMatch(it -> it.endsWith(" A"));
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
    assertThat(story.incident().answeredBy()).as("who has it now").isNull();
    story.forward(ofMinutes(3));
    assertThat(story.told())
        .anyMatch(it -> it.endsWith("daughter"))
        .anyMatch(it -> it.endsWith(" A"));
    story.act(Deed.ACKNOWLEDGE, "B");
    assertThat(story.incident().answeredBy()).isEqualTo("B");
    var _ = story.told();
    story.forward(ofMinutes(5));
    assertThat(story.told()).noneMatch(it -> it.endsWith("daughter"));
  }

  @Test
  void nobodyHasArrivedInTimeAndEverybodyIsAskedAgain() throws Exception {
    story.press();
    story.forward(ofSeconds(10));
    story.act(Deed.ACKNOWLEDGE, "A");
    assertThat(story.told()).hasSize(5);
    story.forward(ofMinutes(15));
    assertThat(story.told()).containsExactly("910 sms A", "910 sms daughter", "910 sms desk");
    assertThat(story.timeline("not-there-yet")).hasSize(1);

    story.forward(ofSeconds(20));
    story.act(Deed.DEPART, "desk");
    assertThat(story.told())
        .as("another has it as well, and the others hear so")
        .containsExactly("930 sms daughter");
    story.act(Deed.ARRIVE, "A");
    story.forward(Duration.ofHours(2));
    assertThat(story.told()).as("somebody is there").isEmpty();
  }

  @Test
  void twoAreWantedAndTheFirstAloneDoesNotEndTheAsking() throws Exception {
    story.plan =
        new ResponsePlan(
            "two",
            List.of(
                new Step(Duration.ZERO, List.of(new Who.OnDuty())),
                new Step(ofSeconds(30), List.of(new Who.StandIn())),
                new Step(ofSeconds(60), List.of(new Who.Above(1)))),
            ofMinutes(1),
            2,
            null);
    story.press();
    story.forward(ofSeconds(20));
    story.act(Deed.ACKNOWLEDGE, "A");
    assertThat(story.told()).containsExactly("0 sms A");
    story.forward(ofSeconds(15));
    assertThat(story.told()).containsExactly("30 sms B");
    story.act(Deed.ACKNOWLEDGE, "B");
    story.forward(ofMinutes(5));
    assertThat(story.told()).isEmpty();
    assertThat(story.timeline("acknowledged")).hasSize(2);
  }

  @Test
  void whoTakesItBackIsReplacedAndThoseWhoHadStoodDownAreAskedAgain() throws Exception {
    story.press();
    story.forward(ofSeconds(10));
    story.act(Deed.ACKNOWLEDGE, "A");
    assertThat(story.told()).hasSize(5);
    story.forward(ofSeconds(5));
    story.pass("A");
    assertThat(story.told()).containsExactly("15 sms B", "15 sms daughter", "15 sms desk");
    assertThat(story.replies.getLast().stage())
        .as("the wearer does not go on waiting for A")
        .isEqualTo(BandReply.Stage.RECEIVED);
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
    assertThat(story.incident().answeredBy()).isNull();
    assertThat(story.incident().answeredAt()).isNull();
    story.act(Deed.ACKNOWLEDGE, "B");
    assertThat(story.told()).containsExactly("15 sms A", "15 sms daughter", "15 sms desk");
    assertThat(story.incident().answeredBy()).isEqualTo("B");
  }

  @Test
  void itIsOverInMidPlanAndThoseAskedAreToldAndNobodyElseIsCalled() throws Exception {
    story.press();
    story.forward(ofSeconds(40));
    assertThat(story.told()).hasSize(4);
    var _ =
        story.desk.resolve(
            story.incident().id(), new Responder("desk", "desk"), Outcome.ACCIDENTAL, null);
    story.settle();
    assertThat(story.told()).containsExactly("40 sms A", "40 sms B", "40 sms daughter");
    assertThat(story.last("A").message().title()).contains("已办结");
    story.forward(Duration.ofHours(1));
    assertThat(story.told()).isEmpty();
  }

  @Test
  void whoHasTheNameOfTheOneWhoClosedItHearsThatItIsOver() throws Exception {
    story.meant.put(new Who.OnDuty(), List.of(namesake("fang-1", "王芳", ChannelKind.SMS)));
    story.meant.put(new Who.StandIn(), List.of(namesake("fang-2", "王芳", ChannelKind.SMS)));
    story.press();
    story.forward(ofSeconds(40));
    assertThat(story.told()).contains("0 sms fang-1", "30 sms fang-2");
    var _ =
        story.desk.resolve(
            story.incident().id(), new Responder("fang-1", "王芳"), Outcome.HELPED, null);
    story.settle();
    assertThat(story.told()).containsExactly("40 sms daughter", "40 sms desk", "40 sms fang-2");
  }

  @Test
  void whoHasTheNameOfTheOneOnTheWayTakesBackTheirOwnWordAlone() throws Exception {
    story.meant.put(new Who.OnDuty(), List.of(namesake("fang-1", "王芳", ChannelKind.SMS)));
    story.meant.put(new Who.StandIn(), List.of(namesake("fang-2", "王芳", ChannelKind.SMS)));
    story.press();
    var first = new Responder("fang-1", "王芳");
    var second = new Responder("fang-2", "王芳");
    var _ = story.desk.act(story.incident().id(), Deed.DEPART, second);
    story.settle();
    story.forward(ofSeconds(10));
    var _ = story.desk.act(story.incident().id(), Deed.DEPART, first);
    story.settle();
    int said = story.replies.size();
    var _ = story.desk.pass(story.incident().id(), first, null);
    story.settle();
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Attending.class);
    assertThat(story.incident().departedAt()).isEqualTo(story.now().minusSeconds(10));
    assertThat(story.replies).as("the other still comes").hasSize(said);
    var _ = story.desk.pass(story.incident().id(), second, null);
    story.settle();
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
  }

  @Test
  void aSmallMatterStaysAtItsLevelUnlessUnanswered() throws Exception {
    story.open(Severity.NOTICE);
    story.forward(ofMinutes(59));
    assertThat(story.told()).containsExactly("0 sms A");
    story.forward(Duration.ofHours(30));
    assertThat(story.told()).containsExactly("14400 sms C1", "3600 sms B");
  }

  @Test
  void aLinkShowsWithoutActingAndActsOnce() throws Exception {
    story.press();
    String token = story.token("A");
    var answers = story.notices.getFirst().answers();
    for (int i = 0; i < 3; i++) {
      assertThat(answers.look(token).orElseThrow().status()).isEqualTo(AnswerLink.Status.READY);
    }
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
    assertThat(answers.answer(token, true, null).orElseThrow())
        .isInstanceOf(Answered.IsYours.class);
    assertThat(story.incident().answeredBy()).isEqualTo("A");
    assertThat(story.replies.getLast().by()).isEqualTo("A");
    assertThat(answers.answer(token, false, null).orElseThrow())
        .isInstanceOf(Answered.NotGood.class);
    assertThat(answers.look(token).orElseThrow().status()).isEqualTo(AnswerLink.Status.USED);
    assertThat(answers.look("no-such-token")).isEmpty();
    String kept =
        story
            .test
            .database()
            .query("looking for the token", "select string_agg(message::text, '') from dispatch")
            .iterator()
            .next()
            .getString(0);
    assertThat(kept).as("the database has no link that works").doesNotContain(token);
  }

  @Test
  void aLinkExpiresAndIsOverWithItsIncident() throws Exception {
    story.press();
    String token = story.token("A");
    story.act(Deed.ACKNOWLEDGE, "desk");
    story.forward(Duration.ofHours(24));
    var answers = story.notices.getFirst().answers();
    assertThat(answers.look(token).orElseThrow().status()).isEqualTo(AnswerLink.Status.EXPIRED);
    assertThat(answers.answer(token, true, null).orElseThrow())
        .isInstanceOf(Answered.NotGood.class);
    story.press();
    String fresh = story.token("desk");
    var _ =
        story.desk.resolve(
            story.incident().id(), new Responder("desk", "desk"), Outcome.HELPED, null);
    assertThat(answers.answer(fresh, true, null).orElseThrow()).isInstanceOf(Answered.IsOver.class);
  }
}
