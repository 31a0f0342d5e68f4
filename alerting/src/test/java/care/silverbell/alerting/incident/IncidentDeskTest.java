package care.silverbell.alerting.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.broker.InboundMessage.Delivery;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.Moment;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncidentDeskTest {
  private static final Responder WANG = new Responder("grid", "王网格员");
  private static final Responder LI = new Responder("doctor", "李医生");

  private final CallStories story = new CallStories();

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void aPressOpensAnIncidentAndTheBandIsTold() {
    story.desk.onAlarm(story.press("c-1"));

    Incident incident = story.only();
    assertThat(incident.kind()).isEqualTo(Kind.CALL);
    assertThat(incident.severity()).isEqualTo(Severity.EMERGENCY);
    assertThat(incident.person()).isEqualTo(story.wearer);
    assertThat(incident.presses()).isEqualTo(1);
    assertThat(incident.readings())
        .singleElement()
        .satisfies(v -> assertThat(v.value()).isEqualTo(88));
    assertThat(incident.timeline())
        .singleElement()
        .satisfies(e -> assertThat(e.what()).isEqualTo("opened"));
    assertThat(story.stages()).containsExactly("received");
    assertThat(story.replies.getFirst().callId()).isEqualTo("c-1");
    assertThat(story.shown).containsExactly(incident);
  }

  @Test
  void afterARestartBandsHearOnceMoreHowFarTheirCallsHaveCome() {
    story.desk.onAlarm(story.press("c-1"));
    story.desk.tellWristsAgain(Duration.ofMinutes(10));
    assertThat(story.stages()).as("nobody has done anything yet").containsExactly("received");
    var _ = story.desk.act(story.only().id(), Deed.DEPART, WANG);
    BandReply coming = story.replies.getLast();
    story.forward(Duration.ofMinutes(9));
    story.replies.clear();

    story.desk.tellWristsAgain(Duration.ofMinutes(10));
    assertThat(story.replies).containsExactly(coming);

    story.forward(Duration.ofMinutes(2));
    story.replies.clear();
    story.desk.tellWristsAgain(Duration.ofMinutes(10));
    assertThat(story.replies).as("that is no news any more").isEmpty();
  }

  @Test
  void aSecondPressJoinsTheOpenCallAndRingsAgain() {
    story.desk.onAlarm(story.press("c-1"));
    story.forward(Duration.ofSeconds(20));
    story.desk.onAlarm(story.press("c-2"));

    Incident incident = story.only();
    assertThat(incident.presses()).isEqualTo(2);
    assertThat(incident.lastRungAt()).isEqualTo(story.now());
    assertThat(story.shown).hasSize(2);
    assertThat(incident.timeline())
        .extracting(Incident.Entry::what)
        .containsExactly("opened", "pressed");
  }

  @Test
  void thePressThatTheBandSendsAgainIsTheSamePressAndIsAnsweredAgain() {
    story.desk.onAlarm(story.press("c-1"));
    for (int again = 0; again < 5; again++) {
      story.forward(Duration.ofSeconds(10));
      story.desk.onAlarm(story.press("c-1"));
    }

    assertThat(story.only().presses()).isEqualTo(1);
    assertThat(story.shown).as("told again, in case the first telling failed").hasSize(6);
    assertThat(story.stages()).hasSize(6).containsOnly("received");
  }

  @Test
  void anIdThatABandUsesAgainTheNextDayIsANewPress() {
    story.desk.onAlarm(story.press("c-1"));
    story.forward(Ringing.ID_STANDS.plusSeconds(1));
    story.desk.onAlarm(story.press("c-1"));

    assertThat(story.only().presses()).isEqualTo(2);
  }

  @Test
  void pressesWithoutAnIdAreEachAPress() {
    story.desk.onAlarm(story.press(null));
    story.desk.onAlarm(story.press(null));
    story.desk.onAlarm(story.press(null));

    assertThat(story.only().presses()).isEqualTo(3);
  }

  @Test
  void aRedeliveryIsKnownByTheBrokersStamp() {
    story.desk.onAlarm(story.press(null, new Delivery("stamp-1", 4, false)));
    story.desk.onAlarm(story.press(null, new Delivery("stamp-1", 9, true)));
    assertThat(story.only().presses()).isEqualTo(1);

    story.desk.onAlarm(story.press(null, new Delivery("stamp-2", 4, true)));
    assertThat(story.only().presses()).isEqualTo(2);
  }

  @Test
  void aRedeliveryWithoutAStampIsKnownByItsPacketIdentifier() {
    story.desk.onAlarm(story.press(null, new Delivery(null, 4, false)));
    story.desk.onAlarm(story.press(null, new Delivery(null, 5, false)));
    story.desk.onAlarm(story.press(null, new Delivery(null, 4, true)));
    assertThat(story.only().presses()).isEqualTo(2);

    story.desk.onAlarm(story.press(null, new Delivery(null, 4, false)));
    assertThat(story.only().presses()).as("a packet identifier is used again").isEqualTo(3);
  }

  @Test
  void twoCopiesOfOnePressAtTheSameInstantAreOne() throws Exception {
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 16)
          .mapToObj(_ -> both.submit(() -> story.desk.onAlarm(story.press("c-1"))))
          .toList()
          .forEach(copy -> {
            try {
              copy.get();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
    assertThat(story.only().presses()).isEqualTo(1);
  }

  @Test
  void bandsOfOnePersonPressedAtTheSameInstantOpenOneIncident() throws Exception {
    try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 8)
          .mapToObj(n ->
              both.submit(() ->
                  story.desk.onAlarm(
                      new Heard(
                          new BandMessage.Call(
                              new BandSerial("band-" + n),
                              null,
                              Moment.of(story.now()),
                              null,
                              null,
                              null,
                              true),
                          Optional.of(story.wearer),
                          Delivery.NONE,
                          story.now()))))
          .toList()
          .forEach(copy -> {
            try {
              copy.get();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
    assertThat(story.only().presses()).isEqualTo(8);
  }

  @Test
  void aBandThatNobodyKnowsRingsToo() {
    Heard heard =
        new Heard(
            new BandMessage.Call(
                new BandSerial("who?"), null, Moment.of(story.now()), null, null, null, false),
            Optional.empty(),
            Delivery.NONE,
            story.now());
    story.desk.onAlarm(heard);
    story.desk.onAlarm(heard);

    assertThat(story.only().person()).isNull();
    assertThat(story.only().band()).isEqualTo(new BandSerial("who?"));
    assertThat(story.only().presses()).isEqualTo(2);
    assertThat(story.only().timeline().getFirst().detail()).contains("could not be read");
  }

  @Test
  void everyStageReachesTheWrist() {
    story.desk.onAlarm(story.press("c-1"));
    IncidentId id = story.only().id();
    story.desk.act(id, Deed.ACKNOWLEDGE, WANG);
    story.desk.act(id, Deed.DEPART, WANG);
    story.desk.act(id, Deed.ARRIVE, WANG);
    story.desk.resolve(id, WANG, Outcome.HELPED, "she had slipped");

    assertThat(story.stages()).containsExactly("received", "seen", "coming", "arrived", "closed");
    assertThat(story.replies).extracting(reply -> reply.callId()).containsOnly("c-1");
    assertThat(story.replies.get(1).by()).isEqualTo("王网格员");
    assertThat(story.open()).isEmpty();
    assertThat(story.store.find(id).orElseThrow().timeline())
        .extracting(Incident.Entry::what)
        .containsExactly("opened", "acknowledged", "departed", "arrived", "resolved");
  }

  @Test
  void whatIsDoneTwiceIsDoneOnceAndTheFirstHasIt() {
    story.desk.onAlarm(story.press("c-1"));
    IncidentId id = story.only().id();
    Incident first = story.desk.act(id, Deed.ACKNOWLEDGE, WANG);
    story.forward(Duration.ofSeconds(3));
    Incident second = story.desk.act(id, Deed.ACKNOWLEDGE, LI);

    assertThat(second).isEqualTo(first);
    assertThat(second.answeredBy()).isEqualTo("王网格员");
    assertThat(story.stages()).containsExactly("received", "seen");
  }

  @Test
  void aStepBackIsNoStep() {
    story.desk.onAlarm(story.press("c-1"));
    IncidentId id = story.only().id();
    story.desk.act(id, Deed.ARRIVE, WANG);
    story.desk.act(id, Deed.ACKNOWLEDGE, LI);
    assertThat(story.only().state()).isInstanceOf(IncidentState.Arrived.class);

    story.desk.resolve(id, WANG, Outcome.HOSPITAL, null);
    Incident after = story.desk.resolve(id, LI, Outcome.OTHER, "late");
    assertThat(after.state())
        .isEqualTo(new IncidentState.Resolved("王网格员", story.now(), Outcome.HOSPITAL, null));
  }

  @Test
  void aPressAfterTheEndOpensANewIncident() {
    story.desk.onAlarm(story.press("c-1"));
    IncidentId first = story.only().id();
    story.desk.resolve(first, WANG, Outcome.HELPED, null);
    story.desk.onAlarm(story.press("c-2"));

    assertThat(story.only().id()).isNotEqualTo(first);
  }

  @Test
  void theWearersWordThatSheIsFineIsShownAndAPersonStillConfirms() {
    story.desk.onAlarm(story.press("c-1"));
    story.forward(Duration.ofSeconds(5));
    story.desk.onAlarm(story.cancel());

    assertThat(story.only().cancelledByWearerAt()).isEqualTo(story.now());
    assertThat(story.only().state()).isInstanceOf(IncidentState.Open.class);

    story.desk.onAlarm(story.press("c-2"));
    assertThat(story.only().cancelledByWearerAt()).as("she pressed again").isNull();
  }

  @Test
  void theTimelineOnlyGrows() {
    story.desk.onAlarm(story.press("c-1"));
    assertThatThrownBy(() -> story.test.database().query("x", "delete from incident_timeline"))
        .hasMessageContaining("only grows");
    assertThatThrownBy(
            () -> story.test.database().query("x", "update incident_timeline set what = 'x'"))
        .hasMessageContaining("only grows");
  }

  @Test
  void anOldPressRingsAndSaysHowOldItIs() {
    story.desk.onAlarm(
        new Heard(
            new BandMessage.Call(
                story.band,
                "c-1",
                Moment.of(story.now().minus(Duration.ofHours(3))),
                null,
                null,
                null,
                true),
            Optional.of(story.wearer),
            Delivery.NONE,
            story.now()));
    assertThat(story.only().openedAt()).isEqualTo(story.now());
    assertThat(story.only().timeline().getFirst().detail())
        .contains("made at 2026-11-22T00:00:00Z");
  }

  @Test
  void theOperatorIsToldOnceWhileTheTroubleLasts() {
    story.desk.tellOperator(Kind.SPOOL_FILLING, "nearly full");
    story.desk.tellOperator(Kind.SPOOL_FILLING, "still nearly full");
    assertThat(story.only().severity()).isEqualTo(Severity.NOTICE);
    assertThat(story.only().why()).isEqualTo("nearly full");
  }

  @Test
  void anotherChannelThatIsDownIsToldOfWhileTheFirstStillIs() {
    story.desk.tellOperator(Kind.CHANNEL_DOWN, "sms: status 503");
    story.desk.tellOperator(Kind.CHANNEL_DOWN, "sms: status 502");
    assertThat(story.only().presses()).isZero();
    story.desk.tellOperator(Kind.CHANNEL_DOWN, "voice: no connection");
    assertThat(story.only().presses()).isEqualTo(1);
    assertThat(story.only().why()).isEqualTo("voice: no connection");
    assertThat(story.only().timeline()).hasSize(2);
  }

  /** From its own session, hours after another instance has heard it and somebody has come. */
  @Test
  void anInstanceThatComesBackRingsNobodyForACallThatIsOver() {
    Heard heard = story.press("c-9");
    story.desk.onAlarm(heard);
    IncidentId id = story.only().id();
    var _ = story.desk.resolve(id, WANG, Outcome.HELPED, null);
    story.forward(Duration.ofHours(3));
    story.desk.onAlarm(new Heard(heard.alarm(), heard.wearer(), Delivery.NONE, story.now()));
    assertThat(story.open()).isEmpty();

    story.forward(Ringing.STANDS_AFTER_THE_END.plusSeconds(1));
    story.desk.onAlarm(story.press("c-9"));
    assertThat(story.only().id())
        .as("a band that begins again with its ids presses anew")
        .isNotEqualTo(id);
  }

  @Test
  void noSuchIncidentIsSaid() {
    assertThatThrownBy(() -> story.desk.act(IncidentId.fresh(), Deed.ACKNOWLEDGE, WANG))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aRehearsedPressIsNeitherKeptNorToldAndStandsInNobodysWay() {
    Incident wouldBe = story.desk.rehearse(story.press("c-1"));

    assertThat(wouldBe.person()).isEqualTo(story.wearer);
    assertThat(wouldBe.presses()).isEqualTo(1);
    assertThat(wouldBe.timeline()).hasSize(1);
    for (String table : List.of("incident", "press", "incident_timeline")) {
      assertThat(story.test.database().query("counting", "select from " + table).size())
          .as(table)
          .isZero();
    }
    assertThat(story.shown).isEmpty();
    assertThat(story.replies).isEmpty();

    story.desk.onAlarm(story.press("c-1"));
    assertThat(story.only().presses()).as("heard for the first time").isEqualTo(1);
    assertThat(story.stages()).containsExactly("received");
  }

  @Test
  void whoComesBackIsShownWhatHasChangedSince() {
    story.desk.onAlarm(story.press("c-1"));
    long seen = story.only().sequence();
    assertThat(story.store.changedSince(IncidentStore.Scope.ALL, seen, 10)).isEmpty();
    story.desk.resolve(story.only().id(), WANG, Outcome.TEST, null);

    assertThat(story.store.changedSince(IncidentStore.Scope.ALL, seen, 10)).hasSize(1);
    assertThat(story.store.changedSince(new IncidentStore.Scope(List.of(), true), seen, 10))
        .isEmpty();
  }

  @Test
  void anIdUsedAgainAfterTheEndIsANewPress() {
    story.desk.onAlarm(story.press("c-1"));
    IncidentId first = story.only().id();
    story.desk.resolve(first, WANG, Outcome.HELPED, null);

    story.forward(Duration.ofSeconds(10));
    story.desk.onAlarm(story.press("c-1"));
    assertThat(story.open()).as("still the band that was not answered").isEmpty();

    story.forward(Ringing.STANDS_AFTER_THE_END.plusSeconds(1));
    story.desk.onAlarm(story.press("c-1"));
    assertThat(story.only().id()).isNotEqualTo(first);
  }

  @Test
  void aCancelOfAnEarlierPressDoesNotCancelTheNewest() {
    story.desk.onAlarm(story.press("c-17"));
    story.desk.onAlarm(story.press("c-18"));
    story.desk.onAlarm(story.cancel("c-17"));
    assertThat(story.only().cancelledByWearerAt()).isNull();
    assertThat(story.only().timeline().getLast().what()).isEqualTo("wearer-fine");

    story.desk.onAlarm(story.cancel("c-18"));
    assertThat(story.only().cancelledByWearerAt()).isEqualTo(story.now());
  }

  @Test
  void aTestPressIsMarkedAndARealPressThatJoinsItMakesItReal() {
    story.purpose = Purpose.TEST;
    story.desk.onAlarm(story.press("c-1"));
    assertThat(story.only().purpose()).isEqualTo(Purpose.TEST);
    assertThat(story.stages()).as("the whole chain is run").containsExactly("received");

    story.purpose = Purpose.REAL;
    story.desk.onAlarm(story.press("c-2"));
    assertThat(story.only().purpose()).isEqualTo(Purpose.REAL);

    story.purpose = Purpose.TEST;
    story.desk.onAlarm(story.press("c-3"));
    assertThat(story.only().purpose()).as("no test makes it less").isEqualTo(Purpose.REAL);
  }

  @Test
  void theCanaryIsOnNoBoardAndIsFoundByItsId() {
    story.purpose = Purpose.CANARY;
    story.desk.onAlarm(story.press("c-1"));
    assertThat(story.open()).isEmpty();
    assertThat(story.shown).isEmpty();
    assertThat(story.store.alive()).isEmpty();
    assertThat(story.store.changedSince(IncidentStore.Scope.ALL, 0, 10)).isEmpty();
    assertThat(story.stages()).containsExactly("received");
    IncidentId id = IncidentId.of(story.replies.getFirst().incident());
    assertThat(story.store.find(id).orElseThrow().purpose()).isEqualTo(Purpose.CANARY);
  }

  @Test
  void theMomentsOfTheWayAreKept() {
    story.desk.onAlarm(story.press("c-1"));
    IncidentId id = story.only().id();
    var opened = story.now();
    for (Deed deed : List.of(Deed.ACKNOWLEDGE, Deed.DEPART, Deed.ARRIVE)) {
      story.forward(Duration.ofMinutes(1));
      story.desk.act(id, deed, WANG);
    }
    story.forward(Duration.ofMinutes(1));
    Incident done = story.desk.resolve(id, LI, Outcome.HELPED, null);
    assertThat(done.answeredAt()).isEqualTo(opened.plusSeconds(60));
    assertThat(done.departedAt()).isEqualTo(opened.plusSeconds(120));
    assertThat(done.arrivedAt()).isEqualTo(opened.plusSeconds(180));
    assertThat(done.resolvedAt()).isEqualTo(opened.plusSeconds(240));
  }
}
