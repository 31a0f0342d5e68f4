package care.silverbell.records.sheet.check;

import static care.silverbell.records.sheet.Column.BAND_SERIAL;
import static care.silverbell.records.sheet.Column.BAND_SINCE;
import static care.silverbell.records.sheet.Column.BAND_WEARER;

import care.silverbell.records.band.BandStanding;
import care.silverbell.records.sheet.IdNumber;
import care.silverbell.records.sheet.Mistakes;
import care.silverbell.records.sheet.Wrong;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Whether bands may go on the wrists their sheet names, as {@link BandStanding} says. The sheet is
 * taken as a whole: a band that it gives to somebody else is no longer on its wearer.
 */
final class BandCheck {
  private final LineSheet bands;
  private final Known known;
  private final Mistakes mistakes;
  private final UnaryOperator<String> code;

  /** Who wears a band and keeps it. */
  private final Map<String, String> keeping = new HashMap<>();

  /** Who gets a band by which row. */
  private final Map<String, Integer> rows = new HashMap<>();

  /**
   * Looks at one sheet.
   *
   * @param code of whoever a row names by code or resident id number
   */
  BandCheck(LineSheet bands, Known known, Mistakes mistakes, UnaryOperator<String> code) {
    this.bands = bands;
    this.known = known;
    this.mistakes = mistakes;
    this.code = code;
    Set<String> moving = new HashSet<>();
    for (Line line : bands.lines()) {
      if (moves(line)) {
        moving.add(line.text(BAND_SERIAL));
      }
    }
    known
        .bands()
        .forEach((serial, band) -> {
          if (!band.wearer().isEmpty() && !moving.contains(serial)) {
            keeping.put(band.wearer(), serial);
          }
        });
  }

  void check() {
    bands.lines().forEach(this::band);
  }

  private void band(Line line) {
    if (line.has(BAND_SINCE) && !since(line)) {
      return;
    }
    if (moves(line)) {
      wrist(line);
    }
  }

  /** Whether the time it is worn from can be meant. */
  private boolean since(Line line) {
    if (from(line).isAfter(known.now())) {
      bands.wrong(mistakes, line, BAND_SINCE, Wrong.IN_THE_FUTURE, shown(line));
      return false;
    }
    if (line.cells().containsKey(BAND_WEARER) && !line.has(BAND_WEARER)) {
      bands.wrong(mistakes, line, BAND_SINCE, Wrong.SINCE_WITHOUT_WEARER);
    }
    return true;
  }

  private void wrist(Line line) {
    String serial = line.text(BAND_SERIAL);
    String wearer = wearer(line);
    String other = keeping.getOrDefault(wearer, "");
    BandStanding.No no =
        standing(line)
            .whyNot(known.closed().contains(wearer), !other.isEmpty(), from(line).toInstant())
            .orElse(null);
    if (no == null) {
      Integer row = rows.putIfAbsent(wearer, line.row());
      if (row != null) {
        bands.wrong(mistakes, line, BAND_WEARER, Wrong.SECOND_BAND, "" + row);
      }
      return;
    }
    switch (no) {
      case LOST -> bands.wrong(mistakes, line, BAND_SERIAL, Wrong.BAND_LOST, serial);
      case RETIRED -> bands.wrong(mistakes, line, BAND_SERIAL, Wrong.BAND_RETIRED, serial);
      case FILE_CLOSED ->
          bands.wrong(mistakes, line, BAND_WEARER, Wrong.FILE_CLOSED, IdNumber.brief(wearer));
      case WEARS_ANOTHER ->
          bands.wrong(
              mistakes, line, BAND_WEARER, Wrong.WEARS_ANOTHER, IdNumber.brief(wearer), other);
      case WORN_LATER ->
          bands.wrong(mistakes, line, BAND_SINCE, Wrong.WORN_LATER, serial, shown(line));
    }
  }

  private boolean moves(Line line) {
    return line.has(BAND_SERIAL)
        && line.has(BAND_WEARER)
        && !wearer(line).equals(standing(line).wearer());
  }

  private BandStanding standing(Line line) {
    return known.bands().getOrDefault(line.text(BAND_SERIAL), BandStanding.FRESH);
  }

  private String wearer(Line line) {
    return code.apply(line.text(BAND_WEARER));
  }

  private ZonedDateTime from(Line line) {
    return line.has(BAND_SINCE)
        ? LocalDateTime.parse(line.text(BAND_SINCE)).atZone(known.now().getZone())
        : known.now();
  }

  private String shown(Line line) {
    return from(line).toLocalDateTime().toString().replace('T', ' ');
  }
}
