package care.silverbell.records.trend;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.telemetry.TelemetryStore.Point;
import care.silverbell.ingest.telemetry.TelemetryStore.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Says why a sign has gaps. From the band's first word in a gap that it is on no wrist, to the
 * gap's end: not worn. Else: no signal, where the band said nothing at all, its last words before
 * and its first words after aside; not measured, where it spoke and had no value of the sign.
 */
final class GapReasons {
  private GapReasons() {}

  /**
   * Names them; one that was not worn from some moment on becomes two.
   *
   * @param from where what was asked for begins: a gap there may have begun long before
   * @param slack how long after the last value the band may still speak of what was before, and how
   *     long before the next one of what comes
   */
  static List<Gap> named(
      TelemetryStore telemetry,
      PersonId person,
      Sign sign,
      Instant from,
      List<Gap> gaps,
      Duration slack) {
    if (gaps.isEmpty()) {
      return gaps;
    }
    List<Optional<Instant>> takenOff =
        telemetry.notWorn(person, whole(telemetry, person, sign, from, gaps));
    List<Gap> named = new ArrayList<>();
    List<Gap> unclear = new ArrayList<>();
    for (int place = 0; place < gaps.size(); place++) {
      Gap gap = gaps.get(place);
      Instant off = takenOff.get(place).orElse(gap.to());
      boolean fromTheBeginning = off.isBefore(gap.from().plus(slack));
      Instant split = fromTheBeginning ? gap.from() : off.isBefore(gap.to()) ? off : gap.to();
      if (split.isAfter(gap.from())) {
        unclear.add(new Gap(gap.from(), split, Gap.Why.NO_SIGNAL));
      }
      if (split.isBefore(gap.to())) {
        named.add(new Gap(split, gap.to(), Gap.Why.NOT_WORN));
      }
    }
    named.addAll(heardOrNot(telemetry, person, unclear, slack));
    named.sort(Comparator.comparing(Gap::from));
    return named;
  }

  /** The gaps as they are, where the first is cut off by the beginning of what was asked for. */
  private static List<Stretch> whole(
      TelemetryStore telemetry, PersonId person, Sign sign, Instant from, List<Gap> gaps) {
    List<Stretch> stretches = new ArrayList<>();
    for (Gap gap : gaps) {
      Instant begins =
          gap.from().equals(from)
              ? telemetry.newestBefore(person, sign, from).map(Point::at).orElse(from)
              : gap.from();
      stretches.add(new Stretch(begins, gap.to()));
    }
    return stretches;
  }

  private static List<Gap> heardOrNot(
      TelemetryStore telemetry, PersonId person, List<Gap> unclear, Duration slack) {
    Iterator<Boolean> spoke =
        telemetry
            .spoke(
                person,
                unclear.stream()
                    .map(it -> new Stretch(it.from().plus(slack), it.to().minus(slack)))
                    .toList())
            .iterator();
    return unclear.stream()
        .map(it ->
            new Gap(it.from(), it.to(), spoke.next() ? Gap.Why.NOT_MEASURED : Gap.Why.NO_SIGNAL))
        .toList();
  }
}
