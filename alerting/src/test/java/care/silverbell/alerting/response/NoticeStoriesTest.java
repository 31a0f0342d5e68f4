package care.silverbell.alerting.response;

import static care.silverbell.alerting.response.ResponseStories.contact;
import static care.silverbell.alerting.response.ResponseStories.id;
import static care.silverbell.alerting.response.ResponseStories.namesake;
import static care.silverbell.alerting.response.ResponseStories.staff;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.Deed;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.alerting.incident.Outcome;
import care.silverbell.alerting.incident.Responder;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Receipt;
import care.silverbell.alerting.notification.Receipt.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of notices, told with our own clock. */
class NoticeStoriesTest {
  private final ResponseStories story = new ResponseStories(1);

  @BeforeEach
  void onlyADaughter() {
    story.meant.put(
        new Who.Family(), List.of(contact("daughter", ChannelKind.VOICE, ChannelKind.SMS)));
    story.plan =
        new ResponsePlan(
            "one",
            List.of(new ResponsePlan.Step(ofSeconds(0), List.of(new Who.Family()))),
            null,
            1,
            null);
  }

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void inAnEmergencyThePageAndThePushGoBesideTheFirstOfTheOthers() throws Exception {
    story.meant.put(
        new Who.Family(),
        List.of(
            staff("A", ChannelKind.PAGE, ChannelKind.VOICE, ChannelKind.PUSH, ChannelKind.SMS)));
    story.press();
    assertThat(story.told()).containsExactly("0 page A", "0 push A", "0 voice A");
  }

  @Test
  void otherwiseOneAfterTheOther() throws Exception {
    story.meant.put(
        new Who.Family(), List.of(staff("A", ChannelKind.PAGE, ChannelKind.PUSH, ChannelKind.SMS)));
    answers(ChannelKind.PAGE, new Delivery.Refused("no page is open"));
    story.open(Severity.NOTICE);
    assertThat(story.told()).containsExactly("0 page A", "0 push A");
  }

  @Test
  void aFailureGoesToTheNextAddressAtOnceAndTheTimelineSaysWhatBecameOfIt() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Refused("there is no such number"));
    story.press();
    assertThat(story.told()).containsExactly("0 sms daughter", "0 voice daughter");
    assertThat(story.timeline("sent")).containsExactly("daughter: sms");
    assertThat(story.timeline("other-way"))
        .containsExactly("daughter: voice: there is no such number → sms");
    assertThat(events())
        .containsExactly(
            "voice queued", "voice failed there is no such number", "sms queued", "sms sent");
  }

  @Test
  void whoCannotBeToldByAnyWayIsSaidSoWithTheReasons() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Refused("there is no such number"));
    answers(ChannelKind.SMS, new Delivery.Refused("blocked"));
    story.press();
    assertThat(story.timeline("unreached"))
        .containsExactly("daughter: voice: there is no such number; sms: blocked");
  }

  @Test
  void busyGoesToTheNextAddressAtOnce() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    assertThat(story.told()).containsExactly("0 voice daughter");
    story.forward(ofSeconds(4));
    assertThat(receipt("call-1", What.BUSY)).isTrue();
    story.settle();
    assertThat(story.told()).containsExactly("4 sms daughter");
    assertThat(receipt("call-1", What.BUSY)).isTrue();
    story.settle();
    assertThat(story.told()).as("the same receipt twice changes nothing").isEmpty();
  }

  @Test
  void aCallThatNothingIsHeardOfForAMinuteGoesToTheNextAddress() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    story.forward(ofSeconds(59));
    assertThat(story.told()).containsExactly("0 voice daughter");
    story.forward(ofSeconds(1));
    assertThat(story.told()).containsExactly("60 sms daughter");
    assertThat(story.timeline("other-way"))
        .containsExactly("daughter: voice: nothing was heard of it → sms");
    assertThat(story.timeline("unreached")).isEmpty();
    assertThat(events()).contains("voice unheard nothing was heard of it");
    assertThat(receipt("call-1", What.ACCEPTED)).as("her key counts all the same").isTrue();
    assertThat(story.incident().answeredBy()).isEqualTo("daughter");
    story.forward(ofMinutes(5));
    assertThat(events().stream().filter(it -> it.startsWith("voice unheard"))).hasSize(1);
  }

  @Test
  void aFailureThatIsToldAfterTheMinuteOfSilenceLeadsNowhereElse() throws Exception {
    story.meant.put(
        new Who.Family(),
        List.of(contact("daughter", ChannelKind.VOICE, ChannelKind.SMS, ChannelKind.EMAIL)));
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    story.forward(ofSeconds(60));
    assertThat(story.told()).containsExactly("0 voice daughter", "60 sms daughter");
    assertThat(receipt("call-1", What.NO_ANSWER)).isTrue();
    story.settle();
    assertThat(story.told()).as("the sms has been sent in its place").isEmpty();
    assertThat(events()).contains("voice failed no answer");
    assertThat(story.timeline("other-way")).hasSize(1);
  }

  @Test
  void whereNothingIsHeardOfTheLastWayTheTimelineSaysSo() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Refused("there is no such number"));
    answers(ChannelKind.SMS, new Delivery.Taken("text-1"));
    story.press();
    story.forward(ofSeconds(59));
    assertThat(story.timeline("unreached")).isEmpty();
    story.forward(ofSeconds(1));
    assertThat(story.timeline("unreached"))
        .containsExactly("daughter: voice: there is no such number; sms: nothing was heard of it");
    assertThat(receipt(ChannelKind.SMS, "text-1", What.FAILED)).isTrue();
    assertThat(story.timeline("unreached")).as("once is enough").hasSize(1);
  }

  @Test
  void whatIsOverDoesNotShowItselfAgainBecauseNothingWasHeard() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    var _ =
        story.desk.resolve(story.incident().id(), new Responder("A", "A"), Outcome.HELPED, null);
    story.settle();
    int shown = story.changes.get();
    story.forward(ofSeconds(61));
    assertThat(events()).contains("voice unheard nothing was heard of it");
    assertThat(story.changes.get()).isEqualTo(shown);
  }

  @Test
  void aCallThatIsHeardOfInTimeIsNotFollowedByAnother() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    story.forward(ofSeconds(30));
    assertThat(receipt("call-1", What.DELIVERED)).isTrue();
    story.forward(ofMinutes(2));
    assertThat(story.told()).containsExactly("0 voice daughter");
    assertThat(story.timeline("other-way")).isEmpty();
  }

  @Test
  void aCallThatIsAnsweredAndInWhichNoKeyIsPressedIsFollowedByTheNextWay() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    story.forward(ofSeconds(20));
    assertThat(receipt("call-1", What.READ)).isTrue();
    story.forward(ofSeconds(39));
    assertThat(story.told()).containsExactly("0 voice daughter");
    story.forward(ofSeconds(1));
    assertThat(story.told()).containsExactly("60 sms daughter");
    assertThat(story.timeline("other-way"))
        .containsExactly("daughter: voice: nobody pressed a key → sms");
    assertThat(receipt("call-1", What.ACCEPTED)).isTrue();
    assertThat(story.incident().answeredBy()).isEqualTo("daughter");
  }

  @Test
  void aKeyThatIsPressedInTimeIsFollowedByNothing() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    assertThat(receipt("call-1", What.READ)).isTrue();
    assertThat(receipt("call-1", What.ACCEPTED)).isTrue();
    story.forward(ofMinutes(2));
    assertThat(story.told()).doesNotContain("60 sms daughter");
    assertThat(story.timeline("other-way")).isEmpty();
  }

  @Test
  void anOpenPageThatNobodyLooksAtIsFollowedByTheNextWay() throws Exception {
    story.meant.put(new Who.Family(), List.of(staff("A", ChannelKind.PAGE, ChannelKind.SMS)));
    answers(ChannelKind.PAGE, new Delivery.Delivered(null));
    story.open(Severity.URGENT);
    story.forward(ofSeconds(59));
    assertThat(story.told()).containsExactly("0 page A");
    story.forward(ofSeconds(1));
    assertThat(story.told()).containsExactly("60 sms A");
    assertThat(story.timeline("other-way")).containsExactly("A: page: nobody looked at it → sms");
  }

  @Test
  void aPageThatWasLookedAtIsEnoughWhereItIsNoEmergency() throws Exception {
    story.meant.put(new Who.Family(), List.of(staff("A", ChannelKind.PAGE, ChannelKind.SMS)));
    answers(ChannelKind.PAGE, new Delivery.Delivered(null));
    story.open(Severity.URGENT);
    story.notices.getFirst().receipts().seen(story.incident().id(), id("A"));
    story.forward(ofMinutes(2));
    assertThat(story.told()).containsExactly("0 page A");
  }

  @Test
  void aProviderThatRefusesEverybodyIsLeftAloneAndTheOperatorIsTold() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Refused("isv.AMOUNT_NOT_ENOUGH"));
    eightOfTheFamily();
    story.press();
    story.forward(ofSeconds(20));
    assertThat(
            story.store.list(
                IncidentStore.Scope.ALL, true, IncidentStore.Lines.ALL, Optional.empty(), 10))
        .filteredOn(it -> it.kind() == Kind.CHANNEL_DOWN)
        .singleElement()
        .satisfies(it -> assertThat(it.why()).isEqualTo("voice: isv.AMOUNT_NOT_ENOUGH"));
    assertThat(story.told()).filteredOn(it -> it.contains("sms")).hasSize(8);
  }

  @Test
  void twoNumbersThatAreNoneShutNoChannel() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Refused("there is no such number"));
    story.meant.put(
        new Who.Family(),
        List.of(contact("c1", ChannelKind.VOICE), contact("c2", ChannelKind.VOICE)));
    for (int round = 0; round < 8; round++) {
      story.press();
      story.forward(ofSeconds(5));
    }
    assertThat(story.told()).filteredOn(it -> it.contains("voice")).hasSizeGreaterThan(8);
    assertThat(
            story.store.list(
                IncidentStore.Scope.ALL, true, IncidentStore.Lines.ALL, Optional.empty(), 10))
        .noneMatch(it -> it.kind() == Kind.CHANNEL_DOWN);
  }

  @Test
  void aReceiptThatComesBeforeItsNoticeIsKnownToBeSentIsNotLost() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    assertThat(receipt("call-1", What.NO_ANSWER)).isFalse();
    story.press();
    assertThat(story.told()).containsExactly("0 sms daughter", "0 voice daughter");
  }

  @Test
  void keyOneOnTheTelephoneAcceptsAndKeyTwoPasses() throws Exception {
    story.meant.put(new Who.StandIn(), List.of(staff("B", ChannelKind.SMS)));
    story.plan = null;
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    assertThat(receipt("call-1", What.READ)).isTrue();
    assertThat(receipt("call-1", What.PASSED)).isTrue();
    story.settle();
    assertThat(story.told()).containsExactly("0 sms B", "0 voice daughter");
    assertThat(receipt("call-1", What.ACCEPTED)).isTrue();
    assertThat(story.incident().answeredBy()).isEqualTo("daughter");
    assertThat(events()).contains("voice read", "voice answered pass", "voice answered accept");
  }

  @Test
  void theKeyOfOneWhoIsNoContactAnyMoreCountsForNothingAndIsOnTheTimeline() throws Exception {
    story.meant.put(new Who.StandIn(), List.of(staff("B", ChannelKind.SMS)));
    story.plan = null;
    answers(ChannelKind.VOICE, new Delivery.Taken("call-1"));
    story.press();
    assertThat(story.told()).containsExactly("0 voice daughter");
    story.letGo.add(contact("daughter").id());
    assertThat(receipt("call-1", What.ACCEPTED)).isTrue();
    assertThat(receipt("call-1", What.ACCEPTED)).isTrue();
    story.settle();
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
    assertThat(story.incident().answeredBy()).isNull();
    assertThat(story.timeline("not-counted")).containsExactly("daughter: voice: accept");
    story.forward(ofSeconds(30));
    assertThat(story.told()).as("the plan goes on").contains("30 sms B");
    assertThat(events()).doesNotContain("voice answered accept");
  }

  @Test
  void whatWaitsToBeSentToOneWhoMayBeToldNothingMoreIsNotSent() throws Exception {
    story.plan = null;
    story.usualPeople();
    story.meant.put(
        new Who.Family(),
        List.of(
            contact("daughter", ChannelKind.VOICE, ChannelKind.SMS),
            contact("son", ChannelKind.VOICE)));
    answers(ChannelKind.VOICE, new Delivery.TryAgain("status 503", null));
    story.press();
    assertThat(story.told()).contains("0 voice daughter", "0 sms daughter", "0 voice son");
    story.letGo.add(contact("daughter").id());
    story.meant.put(new Who.Family(), List.of(contact("son", ChannelKind.VOICE)));
    story.rounds.getFirst().lookAgain(story.wearer);
    story.settle();
    story.forward(ofMinutes(2));
    assertThat(story.told())
        .as("as if she had said that she cannot go")
        .contains("0 sms B")
        .anyMatch(it -> it.endsWith("voice son"))
        .noneMatch(it -> it.endsWith("daughter"));
    assertThat(events()).contains("voice dropped");
  }

  @Test
  void whatWaitsForAChannelThatIsLeftAloneGetsOlderAllTheWhile() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.TryAgain("connection refused", null));
    story.meant.put(
        new Who.Family(),
        IntStream.range(0, 8).mapToObj(i -> contact("c" + i, ChannelKind.VOICE)).toList());
    story.open(Severity.URGENT);
    story.forward(ofSeconds(20));
    story.meant.put(new Who.Family(), List.of(contact("late", ChannelKind.VOICE)));
    story.press();
    assertThat(events()).contains("voice waits left alone: connection refused");
    story.forward(ofSeconds(25));
    assertThat(story.notices.getFirst().oldestWaiting()).isGreaterThanOrEqualTo(ofSeconds(25));
    story
        .store
        .list(IncidentStore.Scope.ALL, true, IncidentStore.Lines.ALL, Optional.empty(), 10)
        .forEach(it -> {
          var _ = story.desk.resolve(it.id(), new Responder("A", "A"), Outcome.HELPED, null);
        });
    assertThat(story.notices.getFirst().oldestWaiting())
        .as("nobody waits for what is over")
        .isLessThan(ofSeconds(25));
  }

  @Test
  void whatMayBeTriedAgainIsTriedAgainWithTheSameKeyAndTheOtherWayIsNotMadeToWait()
      throws Exception {
    AtomicInteger tries = new AtomicInteger();
    channel(ChannelKind.VOICE).answers =
        _ ->
            tries.incrementAndGet() < 3
                ? new Delivery.TryAgain("status 503", null)
                : new Delivery.Delivered(null);
    story.press();
    assertThat(story.told()).containsExactly("0 sms daughter", "0 voice daughter");
    story.forward(ofSeconds(10));
    assertThat(story.told()).hasSize(2).allMatch(it -> it.endsWith("voice daughter"));
    assertThat(channel(ChannelKind.VOICE).tries).hasSize(1);
    assertThat(story.timeline("told")).containsExactly("daughter: voice");
  }

  @Test
  void itIsGivenUpAfterFiveTries() throws Exception {
    answers(ChannelKind.SMS, new Delivery.TryAgain("status 503", null));
    story.meant.put(new Who.Family(), List.of(contact("daughter", ChannelKind.SMS)));
    story.open(Severity.URGENT);
    story.forward(ofMinutes(10));
    assertThat(story.told()).hasSize(5);
    assertThat(story.timeline("unreached")).containsExactly("daughter: sms: status 503");
  }

  @Test
  void aProviderThatWantsToBeLeftAloneIsLeftAloneForSoLong() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    channel(ChannelKind.VOICE).answers =
        _ ->
            tries.incrementAndGet() == 1
                ? new Delivery.TryAgain("status 429", ofSeconds(40))
                : new Delivery.Taken(null);
    story.press();
    story.forward(ofSeconds(39));
    assertThat(story.told()).containsExactly("0 sms daughter", "0 voice daughter");
    story.forward(ofSeconds(1));
    assertThat(story.told()).containsExactly("40 voice daughter");
  }

  @Test
  void aRetryIsNotMadeOnceSomebodyHasIt() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.TryAgain("status 503", null));
    story.press();
    assertThat(story.told()).hasSize(2);
    story.act(Deed.ACKNOWLEDGE, "A");
    assertThat(story.told())
        .as("told by the way that does not ring")
        .containsExactly("0 sms daughter");
    story.forward(ofMinutes(2));
    assertThat(story.told()).isEmpty();
    assertThat(events()).contains("voice dropped");
  }

  private void eightOfTheFamily() {
    story.meant.put(
        new Who.Family(),
        IntStream.range(0, 8)
            .mapToObj(i -> contact("c" + i, ChannelKind.VOICE, ChannelKind.SMS))
            .toList());
  }

  @Test
  void whatIsTheTroubleOfOneAddressShutsNoChannel() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.TryAgain("this group is told too often", null).here());
    eightOfTheFamily();
    story.press();
    story.forward(ofSeconds(20));
    assertThat(story.told()).filteredOn(it -> it.contains("voice")).hasSizeGreaterThan(8);
    assertThat(
            story.store.list(
                IncidentStore.Scope.ALL, true, IncidentStore.Lines.ALL, Optional.empty(), 10))
        .noneMatch(it -> it.kind() == Kind.CHANNEL_DOWN);
  }

  @Test
  void whatIsNoEmergencyIsToldByTheOtherWayAtOnceAndNotTwice() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    channel(ChannelKind.VOICE).answers =
        _ ->
            tries.incrementAndGet() == 1
                ? new Delivery.TryAgain("status 503", null)
                : new Delivery.Delivered(null);
    story.open(Severity.URGENT);
    story.forward(ofMinutes(10));
    assertThat(story.told()).containsExactly("0 sms daughter", "0 voice daughter");
    assertThat(story.timeline("other-way")).containsExactly("daughter: voice: status 503 → sms");
  }

  @Test
  void aChannelThatFailsAgainAndAgainIsLeftAloneAndTheOthersAreUsedAndTheOperatorIsToldOnce()
      throws Exception {
    answers(ChannelKind.VOICE, new Delivery.TryAgain("connection refused", null));
    eightOfTheFamily();
    story.press();
    story.forward(ofSeconds(20));
    long voice = story.told().stream().filter(it -> it.contains("voice")).count();
    assertThat(voice).isBetween(5L, 8L);
    assertThat(
            story.store.list(
                IncidentStore.Scope.ALL, true, IncidentStore.Lines.ALL, Optional.empty(), 10))
        .filteredOn(it -> it.kind() == Kind.CHANNEL_DOWN)
        .singleElement()
        .satisfies(it -> assertThat(it.why()).isEqualTo("voice: connection refused"));
    assertThat(
            story.registry.get("silverbell.circuit.open").tag("channel", "voice").gauge().value())
        .isEqualTo(1);

    answers(ChannelKind.VOICE, new Delivery.Taken(null));
    story.forward(ofSeconds(15));
    story.meant.put(new Who.Family(), List.of(contact("c9", ChannelKind.VOICE, ChannelKind.SMS)));
    story.press();
    assertThat(story.told()).as("on trial it works, and is used again").contains("35 voice c9");
    assertThat(
            story.registry.get("silverbell.circuit.open").tag("channel", "voice").gauge().value())
        .isZero();
  }

  @Test
  void whileAHangingProviderIsOnTrialOneNoticeWaitsForItAndTheOthersGoRound() throws Exception {
    answers(ChannelKind.VOICE, new Delivery.TryAgain("status 503", null));
    eightOfTheFamily();
    story.press();
    story.forward(ofSeconds(20));
    var _ =
        story.desk.resolve(story.incident().id(), new Responder("A", "A"), Outcome.HELPED, null);
    story.settle();
    // What waits for its turn on that channel is not wanted any more, and shows nothing.
    story.forward(ofMinutes(5));
    int before = story.sent.size();
    CountDownLatch tried = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    channel(ChannelKind.VOICE).answers = _ -> hanging(tried, hangs);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var trial =
          threads.submit(() -> {
            story.press();
            return true;
          });
      assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
      Awaitility.await()
          .until(() -> {
            story.notices.getFirst().sendAllDue();
            return textsSince(before) >= 7;
          });
      assertThat(textsSince(before)).as("all but the one that is tried").isEqualTo(7);
      hangs.countDown();
      assertThat(trial.get()).isTrue();
    }
    assertThat(textsSince(before)).as("then that one as well").isEqualTo(8);
  }

  private static Delivery hanging(CountDownLatch tried, CountDownLatch hangs) {
    tried.countDown();
    try {
      var _ = hangs.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return new Delivery.TryAgain("timed out", null);
  }

  private long textsSince(int before) {
    return story.sent.stream().skip(before).filter(it -> it.channel() == ChannelKind.SMS).count();
  }

  @Test
  void whatAnOpenPageHasShownIsRead() throws Exception {
    story.meant.put(new Who.Family(), List.of(staff("A", ChannelKind.PAGE)));
    answers(ChannelKind.PAGE, new Delivery.Delivered(null));
    story.press();
    story.notices.getFirst().receipts().seen(story.incident().id(), id("A"));
    story.notices.getFirst().receipts().seen(story.incident().id(), id("A"));
    assertThat(story.timeline("told")).containsExactly("A: page");
    assertThat(story.timeline("seen")).containsExactly("A: null");
    assertThat(events()).containsExactly("page queued", "page delivered", "page read");
    assertThat(story.incident().state()).isInstanceOf(IncidentState.Open.class);
  }

  @Test
  void ofTwoOfOneNameTheTimelineSaysWhatBecameOfEach() throws Exception {
    story.meant.put(
        new Who.Family(),
        List.of(
            namesake("fang-1", "王芳", ChannelKind.PAGE, ChannelKind.SMS),
            namesake("fang-2", "王芳", ChannelKind.PAGE, ChannelKind.SMS)));
    answers(ChannelKind.PAGE, new Delivery.Delivered(null));
    story.press();
    story.notices.getFirst().receipts().seen(story.incident().id(), id("fang-1"));
    assertThat(story.timeline("seen")).hasSize(1);
    story.notices.getFirst().receipts().seen(story.incident().id(), id("fang-2"));
    assertThat(story.timeline("told")).containsExactly("王芳: page", "王芳: page");
    assertThat(story.timeline("sent")).containsExactly("王芳: sms", "王芳: sms");
    assertThat(story.timeline("seen")).containsExactly("王芳: null", "王芳: null");
  }

  private StoryChannel channel(ChannelKind kind) {
    return story.channel(kind);
  }

  private void answers(ChannelKind kind, Delivery delivery) {
    channel(kind).answers = _ -> delivery;
  }

  private boolean receipt(String reference, What what) {
    return receipt(ChannelKind.VOICE, reference, what);
  }

  private boolean receipt(ChannelKind channel, String reference, What what) {
    return story.notices.getFirst().receipts().take(new Receipt(channel, reference, what, null));
  }

  private List<String> events() {
    List<String> events = new ArrayList<>();
    story
        .test
        .database()
        .query(
            "reading what became of the notices",
            "select d.channel, e.what, e.detail from dispatch_event e join dispatch d on d.id ="
                + " e.dispatch order by e.id")
        .forEach(row ->
            events.add(
                row.getString("channel")
                    + " "
                    + row.getString("what")
                    + (row.getString("detail") == null ? "" : " " + row.getString("detail"))));
    return events;
  }
}
