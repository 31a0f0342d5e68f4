package care.silverbell.alerting.incident;

import care.silverbell.alerting.incident.IncidentListener.Showing;
import care.silverbell.alerting.incident.Ringing.Rung;
import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.FallAsk;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.band.BandReply.Stage;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.intake.AlarmListener;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where calls are heard and answered. Whatever happens is on disk first; only then the band and the
 * page are told, so that nobody is told what a crash could undo.
 */
public final class IncidentDesk implements AlarmListener {
  private static final String PAGE = "page";

  private final Database database;
  private final IncidentStore store;
  private final WristReplies wrist;
  private final IncidentListener listener;
  private final TestPresses tests;
  private final Answerers answerers;
  private final Runnable due;
  private final InstantSource clock;

  /**
   * Brings together what a call needs.
   *
   * @param due wakes whoever takes the steps of the response plans; never blocks
   */
  public IncidentDesk(
      Database database,
      IncidentStore store,
      WristReplies wrist,
      IncidentListener listener,
      TestPresses tests,
      Answerers answerers,
      Runnable due,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.wrist = wrist;
    this.listener = listener;
    this.tests = tests;
    this.answerers = answerers;
    this.due = due;
    this.clock = clock;
  }

  /**
   * Opens an incident for the call or fall, or lets it join the one that is alive; the same press
   * heard again changes nothing, and the band is told so once more. Of a fall the wearer is asked
   * first, where that was not agreed otherwise.
   *
   * @throws DatabaseTrouble if it cannot be put on disk
   */
  @Override
  public void onAlarm(Heard heard) {
    switch (heard.alarm()) {
      case BandMessage.CallCancel _ -> wearerIsFine(heard);
      case BandMessage.Call _, BandMessage.Fall _ -> ring(heard);
    }
  }

  /**
   * Opens an incident about the service itself, for its operator; while one of the kind is alive
   * nothing is added.
   *
   * @param why one sentence for the one who reads it
   */
  public void tellOperator(Kind kind, String why) {
    Optional<IncidentId> opened =
        database.transaction(
            "telling the operator",
            tx -> IncidentWriter.openAboutService(tx, kind, why, clock.instant()));
    opened.ifPresent(this::goesOn);
  }

  /**
   * Opens an incident for what a rule has found, or lets it join the one of its kind that is alive;
   * the same condition found again changes nothing. What is for the record is only kept.
   *
   * @throws DatabaseTrouble if it cannot be put on disk
   */
  public void open(Finding finding) {
    database
        .transaction(
            "putting a finding on disk", tx -> FindingWriter.open(tx, finding, clock.instant()))
        .ifPresent(this::goesOn);
  }

  /**
   * What was found is so no longer: a search ends with that, and of all else it is told, for a
   * person still looks.
   *
   * @throws DatabaseTrouble if it cannot be put on disk
   */
  public void over(Conclusion.Over over) {
    database
        .transaction(
            "noting that a finding is over", tx -> FindingWriter.over(tx, over, clock.instant()))
        .ifPresent(this::goesOn);
  }

  /**
   * Does what a responder did; done again, or overtaken, it changes nothing.
   *
   * @return the incident as it is after
   * @throws NoSuchElementException if there is no such incident
   */
  public Incident act(IncidentId id, Deed deed, Responder who) {
    return act(id, deed, who, null, null);
  }

  /**
   * Ends the incident; ended again, nothing changes.
   *
   * @throws NoSuchElementException if there is no such incident
   */
  public Incident resolve(IncidentId id, Responder who, Outcome outcome, @Nullable String note) {
    return act(id, Deed.RESOLVE, who, outcome, note);
  }

  /**
   * Takes an answer of one who was asked, however it came: they have it, unless somebody else has;
   * or they cannot go, and the next are asked. Of one who is to be told nothing more it is only
   * written that they answered.
   *
   * @param stillGood uses up what they answered with, within the same transaction; false where it
   *     was used up or has expired, and then nothing changes
   * @throws NoSuchElementException if there is no such incident
   */
  public Answered answer(IncidentId id, Answer answer, Predicate<SqlConnection> stillGood) {
    Instant now = clock.instant();
    if (!answerers.mayAnswer(answer.recipient(), id)) {
      return refused(id, answer, now);
    }
    AnswerWriter.Came came =
        database.transaction(
            "writing an answer",
            tx ->
                stillGood.test(tx)
                    ? AnswerWriter.write(tx, id, answer, now)
                    : AnswerWriter.Came.NOT_GOOD);
    if (came == AnswerWriter.Came.NOT_GOOD) {
      return new Answered.NotGood();
    }
    if (came == AnswerWriter.Came.NOT_WANTED || came == AnswerWriter.Came.IS_OVER) {
      return Answered.notChanged(find(id));
    }
    due.run();
    Incident incident = tell(id, Optional.empty());
    if (came == AnswerWriter.Came.IS_THEIRS) {
      replyToWrist(incident, Deed.ACKNOWLEDGE.stage(), answer.name(), now);
    } else if (came == AnswerWriter.Came.GIVEN_BACK) {
      // Whom the wearer was told of does not come: another does, or the call stands as before.
      Deed.of(incident.state())
          .ifPresentOrElse(
              it -> replyToWrist(incident, it.deed().stage(), it.by(), it.at()),
              () -> replyToWrist(incident, Stage.RECEIVED, null, now));
    }
    return answer.accepts() ? new Answered.IsYours(incident) : new Answered.PassedOn(incident);
  }

  /**
   * One who was asked and has it says by the link that they are at the door; said again, or by one
   * who does not have it, nothing changes.
   *
   * @param by who they are, with the channel whose link they hold
   * @throws NoSuchElementException if there is no such incident
   */
  public Incident arrive(IncidentId id, Answer by) {
    Instant now = clock.instant();
    return done(id, Deed.ARRIVE, by.name(), now, tx -> IncidentWriter.arrive(tx, id, by, now));
  }

  private Answered refused(IncidentId id, Answer answer, Instant now) {
    boolean fresh =
        database.transaction(
            "writing that an answer does not count",
            tx -> AnswerWriter.refuse(tx, id, answer, now));
    if (fresh) {
      show(id);
    }
    return new Answered.NoLongerAsked();
  }

  /**
   * One who has it, or was asked, cannot go; said again, nothing changes.
   *
   * @throws NoSuchElementException if there is no such incident
   */
  public Incident pass(IncidentId id, Responder who, @Nullable String why) {
    Answer pass = new Answer(answerers.recipientOf(who), who.name(), false, PAGE, why);
    var _ = answer(id, pass, _ -> true);
    return find(id);
  }

  /** Who is being searched for. */
  public Set<PersonId> searched() {
    return store.searched();
  }

  /** Shows the incident as it is now on disk to those who look at it. */
  public void show(IncidentId id) {
    if (listener.isHeard()) {
      tell(id, Optional.empty());
    }
  }

  /**
   * Adds a line to the timeline.
   *
   * @throws NoSuchElementException if there is no such incident
   */
  public Incident note(IncidentId id, Responder who, String note) {
    return note(id, who, "note", note);
  }

  /**
   * The same of something else that was done.
   *
   * @param what as the timeline calls it
   * @throws NoSuchElementException if there is no such incident
   */
  public Incident note(IncidentId id, Responder who, String what, @Nullable String detail) {
    find(id);
    database.transaction(
        "noting",
        tx -> {
          IncidentWriter.line(tx, id, clock.instant(), what, who, detail);
          return id;
        });
    return tell(id, Optional.empty());
  }

  /**
   * Does with a press that nobody made all that would be done with a real one, then takes it back;
   * nobody is told.
   *
   * @return the incident that it would have opened
   */
  public Incident rehearse(Heard heard) {
    Rung rung = Ringing.rehearse(database, heard).await();
    var _ = received(heard, rung).toJson();
    return rung.incident();
  }

  private void ring(Heard heard) {
    Purpose purpose =
        tests.purposeOf(heard.wearer().orElse(null), heard.alarm().band(), heard.receivedAt());
    Instant askingUntil = askingUntil(heard);
    Database.Answer<Rung> ringing = Ringing.ring(database, heard, purpose, askingUntil);
    // Behind the writing, so that what it asks is answered while that waits for the disk.
    Showing showing = listener.expect(heard.wearer().orElse(null));
    Rung rung;
    try {
      rung = ringing.await();
    } catch (DatabaseTrouble e) {
      if (!e.isDuplicate()) {
        throw e;
      }
      // Two bands of one person at the same instant: the second now finds the first's incident.
      rung = Ringing.ring(database, heard, purpose, askingUntil).await();
    }
    if (purpose != Purpose.CANARY) {
      // Told again too: what told it the first time may have failed after the press was on disk.
      showing.show(
          rung.incident(), rung.anew() ? Optional.of(heard.receivedAt()) : Optional.empty());
    }
    wrist.reply(heard.alarm().band(), received(heard, rung));
    if (rung.incident().askingUntil() != null) {
      // Asked again too when the fall is heard again: the first asking may have failed.
      wrist.askAfterFall(heard.alarm().band(), heard.wearer().orElse(null));
    }
    due.run();
  }

  /** Until when the wearer alone is asked; null where everybody is at once, as after each press. */
  private @Nullable Instant askingUntil(Heard heard) {
    return switch (heard.alarm()) {
      case BandMessage.Fall fall ->
          FallAsk.until(
                  heard.receivedAt(),
                  !wrist.asksAfterFall(fall.band(), heard.wearer().orElse(null)))
              .orElse(null);
      case BandMessage.Call _, BandMessage.CallCancel _ -> null;
    };
  }

  private void wearerIsFine(Heard heard) {
    database
        .transaction(
            "hearing that the wearer is fine", tx -> IncidentWriter.wearerIsFine(tx, heard))
        .forEach(id -> tell(id, Optional.of(heard.receivedAt())));
  }

  private Incident act(
      IncidentId id, Deed deed, Responder who, @Nullable Outcome outcome, @Nullable String note) {
    Instant now = clock.instant();
    String recipient = answerers.recipientOf(who);
    return done(
        id,
        deed,
        who.name(),
        now,
        tx -> {
          boolean moved = IncidentWriter.act(tx, id, deed, recipient, who, outcome, note, now);
          // Who departs or arrives has it, whatever they said before.
          return AnswerWriter.has(tx, id, deed, recipient, who, now) || moved;
        });
  }

  /** Writes it; where that changed anything, all hear of it. */
  private Incident done(
      IncidentId id, Deed deed, String name, Instant now, Predicate<SqlConnection> writing) {
    if (!database.transaction("writing what a responder did", writing::test)) {
      return find(id);
    }
    due.run();
    Incident incident = tell(id, Optional.empty());
    replyToWrist(incident, deed.stage(), name, now);
    return incident;
  }

  /**
   * Tells bands once more how far their calls have come: a process that died right after it wrote
   * that may not have told them.
   *
   * @param within moved on no longer ago than that
   */
  public void tellWristsAgain(Duration within) {
    store
        .movedSince(clock.instant().minus(within))
        .forEach(incident ->
            Deed.of(incident.state())
                .ifPresent(it -> replyToWrist(incident, it.deed().stage(), it.by(), it.at())));
  }

  private void replyToWrist(Incident incident, Stage stage, @Nullable String name, Instant now) {
    if (incident.band() != null) {
      String call = Ringing.newestId(database, incident.id());
      wrist.reply(
          incident.band(), new BandReply(call, incident.id().toString(), stage, name, null, now));
    }
  }

  private BandReply received(Heard heard, Rung rung) {
    return new BandReply(
        Ringing.idOf(heard.alarm()),
        rung.incident().id().toString(),
        Stage.RECEIVED,
        null,
        null,
        clock.instant());
  }

  /** Its plan goes on, and whoever may see it hears of it. */
  private void goesOn(IncidentId id) {
    due.run();
    show(id);
  }

  private Incident tell(IncidentId id, Optional<Instant> heardAt) {
    Incident incident = find(id);
    if (incident.purpose() == Purpose.CANARY) {
      return incident;
    }
    listener.expect(incident.person()).show(incident, heardAt);
    return incident;
  }

  private Incident find(IncidentId id) {
    return store
        .find(id)
        .orElseThrow(() -> new NoSuchElementException("there is no incident " + id));
  }
}
