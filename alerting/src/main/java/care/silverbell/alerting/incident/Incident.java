package care.silverbell.alerting.incident;

import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Sign;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The thing being answered, from open to resolved.
 *
 * @param person whom it is about; null for an unknown caller and for what is about the service
 *     itself
 * @param band which band said it; null where none did
 * @param call the first press; null where it is no call
 * @param position the newest that came with it; null where none did
 * @param why one sentence for the one who answers, in English; null where the kind says it all
 * @param whyZh the same in Chinese; null where there is none
 * @param presses how often the wearer has pressed for it
 * @param step of the response plan
 * @param lastRungAt when it last rang: at the opening and at each press
 * @param answeredBy who had it first; null while nobody has
 * @param cancelledByWearerAt when the wearer said "I am fine"; null where they did not
 * @param askingUntil until then the wearer alone is asked whether they have fallen; null where they
 *     are not, or have answered
 * @param purpose what it is for
 * @param answeredAt when somebody first had it and did not take it back; null while nobody has
 * @param departedAt null where nobody has said so
 * @param arrivedAt null where nobody has said so
 * @param resolvedAt null while it is alive
 * @param timeline what happened, in order
 */
public record Incident(
    IncidentId id,
    @Nullable PersonId person,
    @Nullable BandSerial band,
    Kind kind,
    Severity severity,
    IncidentState state,
    Instant openedAt,
    @Nullable FirstPress call,
    @Nullable Position position,
    List<Value> readings,
    @Nullable String why,
    @Nullable String whyZh,
    int presses,
    int step,
    Instant lastRungAt,
    @Nullable String answeredBy,
    @Nullable Instant cancelledByWearerAt,
    @Nullable Instant askingUntil,
    Purpose purpose,
    @Nullable Instant answeredAt,
    @Nullable Instant departedAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant resolvedAt,
    List<Entry> timeline) {

  /**
   * The first press of a call.
   *
   * @param id the band's own; null where it had none
   * @param at by the band's clock
   */
  public record FirstPress(@Nullable String id, Instant at) {}

  /** A reading that came with it, in the sign's unit. */
  public record Value(Sign sign, double value, Instant at) {}

  /**
   * One line of the timeline.
   *
   * @param sequence grows with every line of every incident
   */
  public record Entry(
      long sequence, Instant at, String what, @Nullable String by, @Nullable String detail) {}

  /** The number of the newest line of its timeline. */
  public long sequence() {
    return timeline.isEmpty() ? 0 : timeline.getLast().sequence();
  }
}
