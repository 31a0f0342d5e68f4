package care.silverbell.alerting.response;

import static care.silverbell.alerting.response.ResponseStories.contact;
import static care.silverbell.alerting.response.ResponseStories.id;
import static care.silverbell.alerting.response.ResponseStories.staff;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Occasion;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.Decision.Ask;
import care.silverbell.alerting.response.Decision.LetGo;
import care.silverbell.alerting.response.Decision.Rest;
import care.silverbell.alerting.response.Decision.Tell;
import care.silverbell.alerting.response.ResponsePlans.Meant;
import care.silverbell.alerting.response.Situation.Answer;
import care.silverbell.alerting.response.Situation.Asked;
import care.silverbell.alerting.response.Situation.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationTest {
  private static final Instant OPENED = Instant.parse("2026-11-22T03:00:00Z");
  private static final RecipientId DAUGHTER = contact("daughter").id();
  private static final ResponsePlan PLAN = DefaultPlans.of(Severity.EMERGENCY);

  private final Map<Who, Meant> meant = new HashMap<>();
  private final Map<RecipientId, Asked> asked = new LinkedHashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private Progress progress = Progress.UNDER_WAY;
  private int stepsTaken;
  private @Nullable Instant stepAt;
  private @Nullable Instant againFrom;
  private @Nullable Instant heldUntil;
  private @Nullable Instant nudgedAt;
  private boolean pressedAgain;
  private long heard;

  EscalationTest() {
    PLAN.steps().stream()
        .flatMap(step -> step.who().stream())
        .forEach(who -> meant.put(who, new Meant(List.of(), "nobody")));
    means(new Who.Family(), contact("daughter", ChannelKind.SMS));
    means(new Who.OnDuty(), staff("A", ChannelKind.SMS));
    means(new Who.StandIn(), staff("B", ChannelKind.SMS));
    means(new Who.Above(1), staff("C1", ChannelKind.SMS));
    means(new Who.Above(2), staff("C2", ChannelKind.SMS));
  }

  /** Steps are at 0, 30, 60, 120, 180, 240, 300 and 360 s. */
  @ParameterizedTest(name = "{1} steps taken, at second {0}: {2}, next at {3}")
  @CsvSource(
      textBlock =
          """
          # second, taken before, who is asked,          next second
          0,        0,            daughter A,            30
          29,       1,            '',                    30
          30,       1,            B,                     60
          31,       1,            B,                     60
          60,       2,            C1,                    120
          120,      3,            C2,                    180
          75,       1,            B C1,                  120
          130,      0,            daughter A B C1 C2,    180
          """)
  void eachStepIsTakenAtItsSecondAndNoneIsLeftOut(int second, int taken, String who, int next) {
    stepsTaken = taken;
    askedAll("daughter", "A", "B", "C1", "C2");
    asked.keySet().removeIf(it -> !askedBefore(taken).contains(it));

    atSecondAsks(second, who, next);
  }

  private void atSecondAsks(int second, String who, int next) {
    Decision decision = decide(second);
    assertThat(names(decision)).isEqualTo(who);
    assertThat(next(decision)).isEqualTo(OPENED.plusSeconds(next));
  }

  @Test
  void whatIsAboveTheTopEndsThePlanAndTheRoundBeginsAgain() {
    stepsTaken = 4;
    askedAll("daughter", "A", "B", "C1", "C2");
    Ask ask = (Ask) decide(180);
    assertThat(ask.stepsTaken()).isEqualTo(8);
    assertThat(ask.askings().getLast().occasion()).isEqualTo(Occasion.AGAIN);
    assertThat(names(ask)).isEqualTo("daughter A B C1 C2");
    assertThat(ask.againFrom()).isEqualTo(OPENED.plusSeconds(180));
    assertThat(ask.next()).isEqualTo(OPENED.plusSeconds(240));
  }

  @ParameterizedTest(name = "asked last at {0}, at second {1}: {2}, next at {3}")
  @CsvSource({
    "360, 419, '',            420",
    "360, 420, daughter A B,  480",
    "360, 425, daughter A B,  480",
    "420, 421, '',            480",
    "360, 700, daughter A B,  720",
  })
  void everybodyIsAskedAgainEachMinuteCountedFromTheLastStep(
      int last, int second, String who, int next) {
    stepsTaken = 8;
    means(new Who.Above(1));
    means(new Who.Above(2));
    againFrom = OPENED.plusSeconds(360);
    stepAt = OPENED.plusSeconds(last);
    askedAll("daughter", "A", "B");

    atSecondAsks(second, who, next);
  }

  @Test
  void whoWasAskedByAnEarlierStepIsNotAskedByALaterOne() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    means(new Who.StandIn(), staff("A", ChannelKind.SMS));
    assertThat(names(decide(30))).isEmpty();
    assertThat(next(decide(30))).as("they were reached").isEqualTo(OPENED.plusSeconds(60));
  }

  @Test
  void whoHasNoWayIsNotTakenForAsked() {
    means(new Who.Family(), contact("uncle"));
    Ask ask = (Ask) decide(0);
    assertThat(names(ask)).isEqualTo("A");
    assertThat(ask.askings().getFirst().noWay())
        .extracting(Recipient::name)
        .containsExactly("uncle");
  }

  @Test
  void aStepThatReachesNobodyIsFollowedByTheNextAtOnce() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    means(new Who.StandIn());
    means(new Who.Above(1), staff("C1"));
    Ask ask = (Ask) decide(30);
    assertThat(names(ask)).isEqualTo("C2");
    assertThat(ask.stepsTaken()).isEqualTo(4);
    assertThat(ask.askings().getFirst().nobody()).containsExactly("nobody");
  }

  @Test
  void whoCannotGoMovesThePlanOnByOneStep() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    says("A", false, 5);
    assertThat(names(decide(6))).isEqualTo("B");
    heard = 1;
    assertThat(decide(7)).as("heard already").isEqualTo(new Rest(OPENED.plusSeconds(30)));
  }

  @Test
  void whoWasNotAskedMovesNothingOn() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    says("somebody else", false, 5);
    assertThat(decide(6)).isEqualTo(new Rest(OPENED.plusSeconds(30)));
  }

  @Test
  void onceSomebodyHasItTheOthersAreToldAndTheQuarterOfAnHourBegins() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    says("A", true, 25);
    Tell tell = (Tell) decide(26);
    assertThat(tell.occasion()).isEqualTo(Occasion.TAKEN);
    assertThat(tell.recipients()).extracting(Recipient::name).containsExactly("daughter");
    assertThat(tell.next()).isEqualTo(OPENED.plusSeconds(25 + 900));

    asked.replaceAll((_, it) -> new Asked(it.recipient(), 1, OPENED, 1, false));
    assertThat(decide(27)).isEqualTo(new Rest(OPENED.plusSeconds(925)));
    Ask ask = (Ask) decide(925);
    assertThat(ask.nudged()).isTrue();
    assertThat(ask.answersWanted()).isEqualTo(2);
    assertThat(names(ask)).isEqualTo("daughter A");
    nudgedAt = OPENED.plusSeconds(925);
    asked.replaceAll((_, it) -> new Asked(it.recipient(), 2, OPENED.plusSeconds(925), 1, false));
    assertThat(decide(926)).isEqualTo(new Rest(OPENED.plusSeconds(925 + 900)));
    progress = Progress.ARRIVED;
    assertThat(((Tell) decide(927)).occasion()).isEqualTo(Occasion.TAKEN);
  }

  @Test
  void anAcceptTakenBackRingsThoseWhoHadStoodDownAndTakesTheNextStep() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    says("A", true, 5);
    heard = 1;
    says("A", false, 9);
    Ask ask = (Ask) decide(10);
    assertThat(ask.askings())
        .extracting(Decision.Asking::occasion)
        .containsExactly(Occasion.WITHDRAWN, Occasion.ASKED);
    assertThat(names(ask)).isEqualTo("daughter B");
  }

  @Test
  void aSecondPressRingsEverybodyAndTakesTheNextStepWhileNobodyHasIt() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    pressedAgain = true;
    assertThat(names(decide(10))).isEqualTo("daughter A B");
    says("A", true, 5);
    heard = 1;
    assertThat(names(decide(10))).as("who has it").isEqualTo("A");
  }

  @Test
  void aSecondPressRingsEverybodyWhereThoseWhoHaveItCannotBeTold() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    says("somebody else", true, 5);
    heard = 1;
    pressedAgain = true;
    assertThat(names(decide(10))).isEqualTo("daughter A");
  }

  @Test
  void itIsOverAndThoseAskedHearSoOnce() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    progress = Progress.OVER;
    assertThat(((Tell) decide(50)).recipients()).hasSize(2);
    asked.replaceAll((_, it) -> new Asked(it.recipient(), 1, OPENED, 2, true));
    assertThat(decide(51)).isEqualTo(new Rest(null));
  }

  @Test
  void aContactWhoIsNoneAnyMoreIsNotToldAndOneWhoseDutyEndedIs() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    means(new Who.Family());
    means(new Who.OnDuty(), staff("A2", ChannelKind.SMS));
    progress = Progress.OVER;
    assertThat(((Tell) decide(50)).recipients()).extracting(Recipient::name).containsExactly("A");
  }

  @Test
  void whoMayBeToldNothingMoreIsLetGoOnceAndWhatTheySaidCountsNoLonger() {
    stepsTaken = 1;
    askedAll("daughter", "A");
    answers.add(
        new Answer(
            1, DAUGHTER, "daughter", true, OPENED.plusSeconds(5), ChannelKind.SMS.wireName()));
    heard = 1;
    meant.put(new Who.Family(), new Meant(List.of(), "not-wanted", null, Set.of(DAUGHTER)));

    assertThat(((LetGo) decide(20)).recipients())
        .extracting(Recipient::name)
        .containsExactly("daughter");
    answers.add(new Answer(2, DAUGHTER, "daughter", false, OPENED.plusSeconds(20), "record"));
    Ask ask = (Ask) decide(20);
    assertThat(names(ask)).as("who had been told that she has it, then the next").isEqualTo("A B");
    assertThat(ask.askings().getFirst().occasion()).isEqualTo(Occasion.WITHDRAWN);
  }

  @Test
  void whoWasNeverAskedAndHasSaidNothingNeedNotBeLetGo() {
    meant.put(new Who.Family(), new Meant(List.of(), "not-wanted", null, Set.of(DAUGHTER)));
    assertThat(names(decide(0))).isEqualTo("A");
  }

  private void means(Who who, Recipient... recipients) {
    meant.put(who, new Meant(List.of(recipients), recipients.length == 0 ? "nobody" : null));
  }

  private void askedAll(String... names) {
    for (String name : names) {
      Recipient recipient =
          name.equals("daughter") ? contact(name, ChannelKind.SMS) : staff(name, ChannelKind.SMS);
      asked.put(recipient.id(), new Asked(recipient, 1, OPENED, 0, false));
    }
  }

  private List<RecipientId> askedBefore(int steps) {
    return PLAN.steps().subList(0, steps).stream()
        .flatMap(step -> step.who().stream())
        .flatMap(who -> requireMeant(who).recipients().stream())
        .map(Recipient::id)
        .toList();
  }

  private Meant requireMeant(Who who) {
    Meant them = meant.get(who);
    return them == null ? new Meant(List.of(), null) : them;
  }

  private void says(String name, boolean accepts, int second) {
    answers.add(
        new Answer(
            answers.size() + 1, id(name), name, accepts, OPENED.plusSeconds(second), "page"));
  }

  private Decision decide(int second) {
    return Escalation.decide(
        new Situation(
            PLAN,
            progress,
            null,
            OPENED,
            stepsTaken,
            stepAt,
            againFrom,
            heldUntil,
            nudgedAt,
            null,
            pressedAgain,
            answers,
            heard,
            asked),
        meant,
        OPENED.plus(ofSeconds(second)));
  }

  private static String names(Decision decision) {
    return decision instanceof Ask ask
        ? ask.askings().stream()
            .flatMap(it -> it.recipients().stream())
            .map(Recipient::name)
            .collect(Collectors.joining(" "))
        : "";
  }

  private static @Nullable Instant next(Decision decision) {
    return switch (decision) {
      case Rest rest -> rest.next();
      case Ask ask -> ask.next();
      case Tell tell -> tell.next();
      case LetGo _ -> null;
    };
  }

  @Test
  void theDefaultPlansAreWhatTheOfficeExpects() {
    assertThat(PLAN.steps().get(1).after()).isEqualTo(ofSeconds(30));
    assertThat(PLAN.again()).isEqualTo(ofMinutes(1));
    assertThat(PlanJson.plan(PlanJson.of(PLAN))).isEqualTo(PLAN);
  }
}
