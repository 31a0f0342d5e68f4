package care.silverbell.alerting.response;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Deed;
import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.incident.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever falls is asked first, by one instance, by two, and by one that dies again and again. */
class FallStoriesTest {
  private static final int DYING = 3;

  private interface Told {
    void by(ResponseStories story) throws Exception;
  }

  private static void story(int instances, Told told) throws Exception {
    try (ResponseStories story = new ResponseStories(instances == DYING ? 2 : instances)) {
      if (instances == DYING) {
        story.theLastDiesAtRandom(7);
      }
      story.usualPeople();
      story.asksAfterFall = true;
      told.by(story);
      assertThat(story.sentTwice()).isZero();
    }
  }

  private static List<String> happened(Incident incident) {
    return incident.timeline().stream().map(Incident.Entry::what).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, DYING})
  void whoeverDoesNotAnswerWithinThirtySecondsIsHelpedAndThePlanCountsFromThen(int instances)
      throws Exception {
    story(
        instances,
        story -> {
          story.fall();
          assertThat(story.wearerAsked).hasSize(1);
          assertThat(story.incident().askingUntil()).isEqualTo(story.now().plusSeconds(30));
          assertThat(story.replies)
              .singleElement()
              .extracting(it -> it.stage().wireName())
              .isEqualTo("received");
          story.forward(Duration.ofMillis(29_900));
          assertThat(story.told()).isEmpty();

          story.forward(ofSeconds(61));

          assertThat(story.told())
              .containsExactly(
                  "30 sms A", "30 sms daughter", "30 sms desk", "60 sms B", "90 sms C1");
          assertThat(story.incident().askingUntil()).isNull();
          assertThat(happened(story.incident()))
              .startsWith("opened", "asked-wearer", "wearer-silent", "asked");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, DYING})
  void whoeverIsFineRingsNobodyAndStaysOnTheBoardAsANotice(int instances) throws Exception {
    story(
        instances,
        story -> {
          story.fall();
          story.forward(ofSeconds(12));
          story.fine(null, story.now());
          story.forward(ofHours(5));

          assertThat(story.told()).isEmpty();
          Incident incident = story.incident();
          assertThat(incident.severity()).isEqualTo(Severity.NOTICE);
          assertThat(incident.state()).isInstanceOf(IncidentState.Open.class);
          assertThat(incident.cancelledByWearerAt()).isNotNull();
          assertThat(incident.askingUntil()).isNull();
          assertThat(happened(incident)).containsExactly("opened", "asked-wearer", "wearer-fine");

          story.act(Deed.ACKNOWLEDGE, "A");
          story.forward(ofHours(1));
          assertThat(story.told()).as("a person has looked").isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aPressInBetweenStartsItAtOnce(int instances) throws Exception {
    story(
        instances,
        story -> {
          story.fall();
          story.forward(ofSeconds(10));
          story.press("c-1");

          assertThat(story.told()).contains("10 sms daughter", "10 sms A");
          Incident fall = story.incident(Kind.FALL);
          assertThat(happened(fall))
              .startsWith("opened", "asked-wearer", "wearer-pressed", "asked");
          story.forward(ofSeconds(29));
          assertThat(story.told()).isEmpty();
          story.forward(ofSeconds(1));
          assertThat(story.told())
              .as("both plans count from the press")
              .containsExactly("40 sms B", "40 sms B");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whereItWasAgreedSoSomebodyIsCalledAtOnce(int instances) throws Exception {
    story(
        instances,
        story -> {
          story.asksAfterFall = false;
          story.fall();

          assertThat(story.told()).containsExactly("0 sms A", "0 sms daughter", "0 sms desk");
          assertThat(story.wearerAsked).isEmpty();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whoeverWasFineAndFallsAgainIsAskedAgainAndHelped(int instances) throws Exception {
    story(
        instances,
        story -> {
          story.fall();
          story.fine(null, story.now());
          story.forward(ofMinutes(10));
          story.fall();
          assertThat(story.wearerAsked).hasSize(2);
          assertThat(story.incident().severity()).isEqualTo(Severity.EMERGENCY);
          assertThat(story.told()).isEmpty();

          story.forward(ofSeconds(31));

          assertThat(story.told()).containsExactly("630 sms A", "630 sms daughter", "630 sms desk");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aSecondFallWhileTheWearerIsAskedWaitsNoLonger(int instances) throws Exception {
    story(
        instances,
        story -> {
          story.fall();
          story.forward(ofSeconds(20));
          story.fall();
          story.forward(ofSeconds(11));

          assertThat(story.told()).containsExactly("30 sms A", "30 sms daughter", "30 sms desk");
          assertThat(story.incident().presses()).isEqualTo(2);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whatWasSaidBeforeTheFallOrOfAPressDoesNotAnswerIt(int instances) throws Exception {
    story(
        instances,
        story -> {
          story.press("c-1");
          story.forward(ofSeconds(5));
          var _ = story.told();
          story.fall();
          story.fine("c-1", story.now());
          story.fine(null, story.now().minusSeconds(60));
          assertThat(story.incident(Kind.FALL).askingUntil()).isNotNull();

          story.forward(ofSeconds(31));

          assertThat(story.told()).contains("35 sms A", "35 sms daughter");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whoeverSaysSoOnlyOnceOthersWereAskedIsStillLookedAfter(int instances) throws Exception {
    story(
        instances,
        story -> {
          story.fall();
          story.forward(ofSeconds(40));
          var _ = story.told();
          story.fine(null, story.now());
          story.forward(ofSeconds(21));

          assertThat(story.told()).containsExactly("60 sms B");
          assertThat(story.incident().severity()).isEqualTo(Severity.EMERGENCY);
          assertThat(story.incident().cancelledByWearerAt()).isNotNull();
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whoeverHasItBeforeTheThirtySecondsAreOverSparesTheOthers(int instances) throws Exception {
    story(
        instances,
        story -> {
          story.fall();
          story.forward(ofSeconds(8));
          story.act(Deed.ACKNOWLEDGE, "desk");
          story.forward(ofMinutes(2));

          assertThat(story.told()).isEmpty();
          assertThat(story.incident().askingUntil()).isNull();
        });
  }
}
