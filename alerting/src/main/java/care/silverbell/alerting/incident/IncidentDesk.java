package care.silverbell.alerting.incident;

import care.silverbell.alerting.incident.IncidentListener.Showing;
import care.silverbell.alerting.incident.Ringing.Rung;
import care.silverbell.alerting.rule.Conclusion;
import care.silverbell.alerting.rule.Finding;
import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.band.BandMessage.Alarm;
import care.silverbell.ingest.band.BandReply;
import care.silverbell.ingest.band.BandReply.Stage;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.intake.AlarmListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where calls are heard and answered. Whatever happens is on disk first; only then the band and the
 * page are told, so that nobody is told what a crash could undo.
 */
public final class IncidentDesk implements AlarmListener {
  private final Database database;
  private final IncidentStore store;
  private final WristReplies wrist;
  private final IncidentListener listener;
  private final InstantSource clock;

  /** Brings together what a call needs. */
  public IncidentDesk(
      Database database,
      IncidentStore store,
      WristReplies wrist,
      IncidentListener listener,
      InstantSource clock) {
    this.database = database;
    this.store = store;
    this.wrist = wrist;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Opens an incident for the call or fall, or lets it join the one that is alive; the same press
   * heard again changes nothing, and the band is told so once more.
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
    opened.ifPresent(id -> tell(id, Optional.empty()));
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
        .ifPresent(id -> tell(id, Optional.empty()));
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
        .ifPresent(id -> tell(id, Optional.empty()));
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
   * Adds a line to the timeline.
   *
   * @throws NoSuchElementException if there is no such incident
   */
  public Incident note(IncidentId id, Responder who, String note) {
    find(id);
    database.transaction(
        "noting",
        tx -> {
          IncidentWriter.line(tx, id, clock.instant(), "note", who, note);
          return id;
        });
    return tell(id, Optional.empty());
  }

  private void ring(Heard heard) {
    Showing showing = listener.expect(heard.wearer().orElse(null));
    Rung rung;
    try {
      rung = Ringing.ring(database, heard);
    } catch (DatabaseTrouble e) {
      if (!e.isDuplicate()) {
        throw e;
      }
      // Two bands of one person at the same instant: the second now finds the first's incident.
      rung = Ringing.ring(database, heard);
    }
    replyReceived(heard, rung);
    // Told again too: what told it the first time may have failed after the press was on disk.
    showing.show(rung.incident(), rung.anew() ? Optional.of(heard.receivedAt()) : Optional.empty());
  }

  private void wearerIsFine(Heard heard) {
    database
        .transaction(
            "hearing that the wearer is fine", tx -> IncidentWriter.wearerIsFine(tx, heard))
        .ifPresent(id -> tell(id, Optional.of(heard.receivedAt())));
  }

  private Incident act(
      IncidentId id, Deed deed, Responder who, @Nullable Outcome outcome, @Nullable String note) {
    Instant now = clock.instant();
    boolean changed =
        database.transaction(
            "writing what a responder did",
            tx -> IncidentWriter.act(tx, id, deed, who, outcome, note, now));
    if (!changed) {
      return find(id);
    }
    Incident incident = tell(id, Optional.empty());
    if (incident.band() != null) {
      String call = Ringing.newestId(database, id);
      wrist.reply(
          incident.band(), new BandReply(call, id.toString(), deed.stage(), who.name(), null, now));
    }
    return incident;
  }

  private void replyReceived(Heard heard, Rung rung) {
    Alarm alarm = heard.alarm();
    wrist.reply(
        alarm.band(),
        new BandReply(
            Ringing.idOf(alarm),
            rung.incident().id().toString(),
            Stage.RECEIVED,
            null,
            null,
            clock.instant()));
  }

  private Incident tell(IncidentId id, Optional<Instant> heardAt) {
    Incident incident = find(id);
    listener.expect(incident.person()).show(incident, heardAt);
    return incident;
  }

  private Incident find(IncidentId id) {
    return store
        .find(id)
        .orElseThrow(() -> new NoSuchElementException("there is no incident " + id));
  }
}
