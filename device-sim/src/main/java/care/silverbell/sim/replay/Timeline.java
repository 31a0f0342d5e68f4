package care.silverbell.sim.replay;

import care.silverbell.sim.replay.Recording.HeartRate;
import care.silverbell.sim.replay.Recording.Position;
import care.silverbell.sim.replay.Recording.Row;
import care.silverbell.sim.replay.Recording.Steps;
import care.silverbell.sim.wire.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Recordings of one person laid side by side, as the samples one band would have made of them. */
public record Timeline(List<Sample> samples) {

  /**
   * Lays recordings on one time line.
   *
   * @param each true: each file is moved by itself; false: all by the same
   * @param zone whose midnight sets the step count back to 0
   */
  public static Timeline of(List<Recording> recordings, Shift shift, boolean each, ZoneId zone) {
    Stream<List<Row>> groups =
        each
            ? recordings.stream().map(Recording::rows)
            : Stream.of(recordings.stream().flatMap(one -> one.rows().stream()).toList());
    List<Sample> samples = new ArrayList<>();
    groups.forEach(rows -> samples.addAll(moved(rows, shift, zone)));
    samples.sort(Comparator.comparing(Sample::at));
    return new Timeline(samples);
  }

  private static List<Sample> moved(List<Row> rows, Shift shift, ZoneId zone) {
    List<Row> inOrder = rows.stream().sorted(Comparator.comparing(Row::at)).toList();
    if (inOrder.isEmpty()) {
      return List.of();
    }
    Duration by = shift.of(inOrder.getLast().at());
    Pedometer pedometer = new Pedometer(zone);
    List<Sample> samples = new ArrayList<>(rows.size());
    for (Row row : inOrder) {
      Instant at = row.at().plus(by);
      switch (row) {
        case HeartRate rate -> samples.add(Sample.Vitals.ofHeartRate(at, rate.beatsPerMinute()));
        case Steps steps -> samples.add(Sample.Vitals.ofSteps(at, pedometer.count(at, steps)));
        case Position position -> {
          samples.add(new Sample.Fix(at, position.lat(), position.lon(), null, "gps"));
          if (position.beatsPerMinute() != null) {
            samples.add(Sample.Vitals.ofHeartRate(at, position.beatsPerMinute()));
          }
        }
      }
    }
    return samples;
  }

  /** Recorders write steps a minute, bands say steps since midnight. */
  private static final class Pedometer {
    private final ZoneId zone;
    private LocalDate day = LocalDate.MIN;
    private int sinceMidnight;

    Pedometer(ZoneId zone) {
      this.zone = zone;
    }

    int count(Instant at, Steps more) {
      LocalDate today = LocalDate.ofInstant(at, zone);
      if (!today.equals(day)) {
        day = today;
        sinceMidnight = 0;
      }
      sinceMidnight += more.steps();
      return sinceMidnight;
    }
  }
}
