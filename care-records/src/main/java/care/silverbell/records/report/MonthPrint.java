package care.silverbell.records.report;

import care.silverbell.records.answering.AnswerTimes.OfPerson;
import care.silverbell.records.report.MonthReport.Pulse;
import care.silverbell.records.rule.PersonLimits;
import care.silverbell.records.trend.Gap;
import java.awt.Color;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A month's report as one page of A4 in PDF. */
final class MonthPrint {
  static final Color INK = new Color(0x22, 0x22, 0x22);
  static final Color SOFT = new Color(0x66, 0x66, 0x66);

  /** Behind the chart, by the NEWS2 band; band 0 has none. */
  static final Color[] PALE = {
    Color.WHITE,
    new Color(0xff, 0xf8, 0xdc),
    new Color(0xff, 0xea, 0xcc),
    new Color(0xfd, 0xdd, 0xdd)
  };

  private static final Color[] STRONG = {
    new Color(0x7f, 0xb0, 0x69),
    new Color(0xe5, 0xc0, 0x44),
    new Color(0xe0, 0x8b, 0x3a),
    new Color(0xc0, 0x3a, 0x3a)
  };

  private static final float LEFT = 40;
  private static final float RIGHT = Pen.WIDTH - 40;
  private static final float MIDDLE = Pen.WIDTH / 2 + 8;
  private static final float LINE = 13;
  private static final float ROOM_FOR_A_NAME = 210;
  private static final int MOST_INCIDENTS = 11;
  private static final int MOST_GAPS = 6;
  private static final int MOST_LIMITS = 4;

  private final Pen pen;
  private final MonthReport report;
  private final MonthWords words;

  private MonthPrint(Pen pen, MonthReport report, MonthWords words) {
    this.pen = pen;
    this.report = report;
    this.words = words;
  }

  /** Prints it. */
  static byte[] print(MonthReport report, MonthWords words) {
    try (Pen pen = new Pen(words.title(report, report.person().name()), words.tag())) {
      new MonthPrint(pen, report, words).draw();
      return pen.finish();
    }
  }

  private void draw() {
    String name = pen.fitting(17, ROOM_FOR_A_NAME, report.person().name());
    pen.text(LEFT, 58, 17, INK, words.title(report, name));
    pen.text(LEFT, 76, 9, SOFT, words.about(report));
    float below = 110;
    float left = below;
    if (report.pulse().isPresent()) {
      Pulse pulse = report.pulse().get();
      below = bands(new PulseChart(pen, report, pulse, words).draw() + 24, pulse);
      left = limits(gaps(below + 20, pulse), pulse);
    } else {
      pen.text(LEFT, below, 10, INK, words.readingsAreShut());
      left = below + LINE;
    }
    incidents(
        report.pulse().isPresent() ? MIDDLE : LEFT,
        report.pulse().isPresent() ? below + 20 : left + 12);
    footer();
  }

  /** A bar of the shares, and the same in words. */
  private float bands(float y, Pulse pulse) {
    heading(LEFT, y, words.bands());
    int[] minutes = pulse.minutesInBands();
    int all = Math.max(1, Arrays.stream(minutes).sum());
    float x = LEFT;
    for (int band = 0; band < minutes.length; band++) {
      float width = (RIGHT - LEFT) * minutes[band] / all;
      pen.box(x, y + 6, width, 9, STRONG[band]);
      x += width;
    }
    float column = (RIGHT - LEFT) / minutes.length;
    for (int band = 0; band < minutes.length; band++) {
      pen.box(LEFT + column * band, y + 20, 7, 7, STRONG[band]);
      pen.text(
          LEFT + column * band + 10,
          y + 27,
          8,
          INK,
          words.band(band, minutes[band], 100.0 * minutes[band] / all));
    }
    return y + 27;
  }

  private float gaps(float top, Pulse pulse) {
    float y = heading(LEFT, top, words.gaps());
    for (Gap.Why why : Gap.Why.values()) {
      y = line(LEFT, y, words.unknown(why, pulse.unknown(why)));
    }
    List<Gap> longest =
        pulse.gaps().stream()
            .sorted(Comparator.comparing(Gap::length).reversed())
            .limit(MOST_GAPS)
            .sorted(Comparator.comparing(Gap::from))
            .toList();
    for (Gap gap : longest) {
      y = line(LEFT + 8, y, words.gap(gap, report.zone()));
    }
    return pulse.gaps().size() > MOST_GAPS
        ? line(LEFT + 8, y, words.andMore(pulse.gaps().size() - MOST_GAPS))
        : y;
  }

  private float limits(float top, Pulse pulse) {
    float y = heading(LEFT, top + 10, words.limits());
    if (pulse.limits().isEmpty()) {
      return line(LEFT, y, words.noLimits());
    }
    for (PersonLimits.Kept kept : pulse.limits().stream().limit(MOST_LIMITS).toList()) {
      y = line(LEFT, y, words.limit(kept, report.zone()));
      y = line(LEFT + 8, y, kept.reason());
    }
    return y;
  }

  private void incidents(float x, float top) {
    report.incidents().ifPresent(it -> incidents(x, top, it));
  }

  private void incidents(float x, float top, List<OfPerson> incidents) {
    float y = heading(x, top, words.incidents());
    List<Duration> answers =
        incidents.stream().flatMap(it -> Stream.ofNullable(it.handled().timeToAnswer())).toList();
    for (String words : words.answered(incidents.size(), answers)) {
      y = line(x, y, words);
    }
    for (OfPerson incident : incidents.reversed().stream().limit(MOST_INCIDENTS).toList()) {
      pen.text(
          x, y, 8.5f, INK, pen.fitting(8.5f, RIGHT - x, words.incident(incident, report.zone())));
      y += LINE - 1;
      pen.text(x + 8, y, 8, SOFT, pen.fitting(8, RIGHT - x - 8, words.handled(incident)));
      y += LINE;
    }
    if (incidents.size() > MOST_INCIDENTS) {
      pen.text(x, y, 8.5f, INK, words.andMore(incidents.size() - MOST_INCIDENTS));
    }
  }

  private void footer() {
    pen.line(LEFT, Pen.HEIGHT - 66, RIGHT, Pen.HEIGHT - 66, 0.5f, SOFT, 0);
    float y = Pen.HEIGHT - 55;
    for (String words : words.footer(report)) {
      pen.text(LEFT, y, 7, SOFT, pen.fitting(7, RIGHT - LEFT, words));
      y += 10;
    }
  }

  private float heading(float x, float y, String heading) {
    pen.text(x, y, 10.5f, INK, heading);
    return y + LINE + 2;
  }

  private float line(float x, float y, String line) {
    float room = (x < MIDDLE ? MIDDLE - 12 : RIGHT) - x;
    pen.text(x, y, 8.5f, INK, pen.fitting(8.5f, room, line));
    return y + LINE;
  }
}
