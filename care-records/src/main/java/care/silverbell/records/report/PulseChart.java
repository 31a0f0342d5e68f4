package care.silverbell.records.report;

import care.silverbell.ingest.trend.DayFigures;
import care.silverbell.ingest.trend.RollUp;
import care.silverbell.records.report.MonthReport.Pulse;
import care.silverbell.records.rule.PersonLimits;
import care.silverbell.records.trend.Gap;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Draws a month of heart rate: for each hour a bar from lowest to highest and a line for the mean,
 * never across an hour without a value; the limits; the gaps, each with its reason where there is
 * room; and the resting rate of each day in figures below.
 */
final class PulseChart {
  private static final float LEFT = 62;
  private static final float RIGHT = Pen.WIDTH - 40;
  private static final float TOP = 112;
  private static final float BOTTOM = 320;
  private static final int LOWEST = 30;
  private static final int HIGHEST = 160;
  private static final int GRID = 20;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final float WORD = 6.5f;
  private static final float ROOM_FOR_A_LETTER = 8;

  private static final Color RIBBON = new Color(0x9b, 0xc4, 0xe2);
  private static final Color MEAN = new Color(0x1f, 0x5f, 0x99);
  private static final Color LIMIT = new Color(0xb0, 0x1e, 0x1e);
  private static final Color GAP = new Color(0xee, 0xee, 0xee);
  private static final Color HATCH = new Color(0xb5, 0xb5, 0xb5);
  private static final Color LINE = new Color(0xdd, 0xdd, 0xdd);

  private final Pen pen;
  private final MonthReport report;
  private final Pulse pulse;
  private final MonthWords words;

  PulseChart(Pen pen, MonthReport report, Pulse pulse, MonthWords words) {
    this.pen = pen;
    this.report = report;
    this.pulse = pulse;
    this.words = words;
  }

  /** Draws it; answers how far down it reaches. */
  float draw() {
    pen.text(LEFT - 22, TOP - 14, 10, MonthPrint.INK, words.chart());
    bands();
    gaps();
    scale();
    ribbon();
    pulse.limits().forEach(this::limit);
    return resting();
  }

  private void bands() {
    int from = LOWEST;
    for (PulseBand band : PulseBand.values()) {
      int to = Math.min(band.to(), HIGHEST);
      if (band.band() > 0) {
        float top = y(to);
        pen.box(LEFT, top, RIGHT - LEFT, y(from) - top, MonthPrint.PALE[band.band()]);
      }
      from = to;
    }
  }

  private void scale() {
    for (int rate = 40; rate < HIGHEST; rate += GRID) {
      pen.line(LEFT, y(rate), RIGHT, y(rate), 0.4f, LINE, 0);
      pen.right(LEFT - 4, y(rate) + 2.5f, 7, MonthPrint.SOFT, "" + rate);
    }
    for (int day = 1; day <= report.month().lengthOfMonth(); day++) {
      float x = x(begins(day));
      pen.line(x, BOTTOM, x, BOTTOM + 3, 0.4f, MonthPrint.SOFT, 0);
    }
  }

  private void gaps() {
    for (Gap gap : pulse.gaps()) {
      float x = x(gap.from());
      float width = x(gap.to()) - x;
      pen.box(x, TOP, width, BOTTOM - TOP, GAP);
      pen.hatched(x, TOP, width, BOTTOM - TOP, HATCH);
      String word = words.why(gap.why());
      float length = pen.width(WORD, word);
      if (width > length + 4) {
        pen.box(x + 1, TOP + 2, length + 3, 9, Color.WHITE);
        pen.text(x + 2, TOP + 9, WORD, MonthPrint.INK, word);
      } else if (width > ROOM_FOR_A_LETTER) {
        float middle = x + width / 2;
        pen.box(middle - 4, TOP + 2, 8, length + 4, Color.WHITE);
        pen.upright(middle + 2.5f, TOP + 4 + length, WORD, MonthPrint.INK, word);
      }
    }
  }

  private void ribbon() {
    float width = (RIGHT - LEFT) / (report.month().lengthOfMonth() * 24);
    for (RollUp hour : pulse.hours()) {
      float top = y(hour.max());
      pen.box(x(hour.at()), top, width, Math.max(0.5f, y(hour.min()) - top), RIBBON);
    }
    RollUp before = null;
    for (RollUp hour : pulse.hours()) {
      boolean joined = before != null && before.at().plus(HOUR).equals(hour.at());
      float to = x(hour.at()) + width / 2;
      float from = joined ? x(Objects.requireNonNull(before).at()) + width / 2 : to - width / 2;
      double level = joined ? Objects.requireNonNull(before).mean() : hour.mean();
      pen.line(from, y(level), to, y(hour.mean()), 0.8f, MEAN, 0);
      before = hour;
    }
  }

  private void limit(PersonLimits.Kept kept) {
    Instant until = kept.until();
    float from = x(kept.since().isBefore(report.from()) ? report.from() : kept.since());
    float to = x(until == null || until.isAfter(report.until()) ? report.until() : until);
    for (Double value : new @Nullable Double[] {kept.limit().low(), kept.limit().high()}) {
      if (value != null) {
        pen.line(from, y(value), to, y(value), 1, LIMIT, 3);
        pen.text(from + 2, y(value) - 2, 6.5f, LIMIT, words.limit() + " " + Math.round(value));
      }
    }
  }

  /** Two rows of figures: the days, and the resting rate of each. */
  private float resting() {
    float days = BOTTOM + 11;
    float rates = BOTTOM + 21;
    pen.right(LEFT - 4, rates, 6.5f, MonthPrint.INK, words.resting());
    for (int day = 1; day <= report.month().lengthOfMonth(); day++) {
      float middle = (x(begins(day)) + x(begins(day + 1))) / 2;
      LocalDate date = report.month().atDay(day);
      String rate =
          pulse.days().stream()
              .filter(it -> it.day().equals(date))
              .findFirst()
              .map(DayFigures::resting)
              .map(it -> "" + Math.round(it))
              .orElse("–");
      pen.centred(middle, days, 6.5f, MonthPrint.SOFT, "" + day);
      pen.centred(middle, rates, 7.5f, MonthPrint.INK, rate);
    }
    return rates;
  }

  private Instant begins(int day) {
    return report.month().atDay(1).plusDays(day - 1).atStartOfDay(report.zone()).toInstant();
  }

  private float x(Instant at) {
    double share =
        (double) Duration.between(report.from(), at).toSeconds()
            / Duration.between(report.from(), report.to()).toSeconds();
    return (float) (LEFT + Math.clamp(share, 0, 1) * (RIGHT - LEFT));
  }

  private static float y(double rate) {
    double share = (Math.clamp(rate, LOWEST, HIGHEST) - LOWEST) / (HIGHEST - LOWEST);
    return (float) (BOTTOM - share * (BOTTOM - TOP));
  }
}
