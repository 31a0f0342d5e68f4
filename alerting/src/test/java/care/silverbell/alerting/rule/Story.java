package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Conclusion.Over;
import care.silverbell.alerting.rule.Conclusion.SecondReading;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.BandState;
import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.Moment;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Signs;
import care.silverbell.ingest.reading.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A table of times and values, and what a rule concludes from it. A line is {@code 08:00 hr 72}, or
 * {@code 08:00-08:10/5 hr 72} for the same every 5 seconds; {@code pass} lets time pass.
 */
final class Story {
  static final LocalDate DAY = LocalDate.of(2026, 3, 2); // a Monday
  static final PersonId PERSON = new PersonId(new UUID(0, 7));

  /** Metres east of it are degrees of longitude on the equator. */
  static final Position HOME = new Position(0, 0, null, null);

  private final PersonWatch watch;
  private Watched watched = Watched.byDefault(PERSON, ZoneOffset.UTC);
  private boolean accompanied;
  private final List<String> told = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable Sentence ending;

  private Story(Rule<?> rule) {
    watch = PersonWatch.live(new RuleBook(List.of(rule), name -> told.add(name + " threw")));
  }

  static Story of(Rule<?> rule) {
    return new Story(rule);
  }

  Story of(Watched someone) {
    watched = someone;
    return this;
  }

  Story with(Limits limits) {
    watched = watched.with(limits);
    return this;
  }

  Story with(Zone... zones) {
    watched = watched.with(List.of(zones));
    return this;
  }

  Story accompanied(boolean by) {
    accompanied = by;
    return this;
  }

  /** Nobody searches for them any more. */
  Story letGo() {
    watch.letGo(FindingKind.WANDERING);
    return this;
  }

  static Watched someone() {
    return Watched.byDefault(PERSON, ZoneOffset.UTC);
  }

  Story tell(String table) {
    table.lines().filter(it -> !it.isBlank()).forEach(this::line);
    return this;
  }

  List<String> concluded() {
    return told;
  }

  Finding finding() {
    return findings.getLast();
  }

  /** What was said of the last end; empty while nothing has ended. */
  String ending() {
    Sentence said = ending;
    return said == null ? "" : said.en();
  }

  private void line(String line) {
    String[] words = line.strip().split("\\s+", 3);
    String[] span = words[0].split("[-/]");
    Instant from = at(span[0]);
    Instant to = span.length > 1 ? at(span[1]) : from;
    Duration every = Duration.ofSeconds(span.length > 2 ? Integer.parseInt(span[2]) : 60);
    for (Instant at = from; !at.isAfter(to); at = at.plus(every)) {
      if (words[1].equals("pass")) {
        hear(watch.pass(watched, _ -> accompanied, at));
      } else {
        hear(
            watch.take(
                List.of(reading(at, words[1], words[2].split("\\s+"))),
                watched,
                _ -> accompanied,
                at));
      }
    }
  }

  private void hear(List<Conclusion> conclusions) {
    for (Conclusion conclusion : conclusions) {
      String at = time(conclusion.at()) + " ";
      told.add(
          at
              + switch (conclusion) {
                case Finding finding -> {
                  findings.add(finding);
                  yield finding.kind().wireName()
                      + " since "
                      + time(finding.since())
                      + (finding.forTheRecord() ? " for the record" : "");
                }
                case Over over -> {
                  ending = over.why();
                  yield over.kind().wireName() + " is over";
                }
                case SecondReading second -> "measure again: " + second.sign().field();
              });
    }
  }

  static Reading reading(Instant at, String what, String... values) {
    Moment moment = Moment.of(at);
    int n = values[0].matches("-?\\d+") ? Integer.parseInt(values[0]) : 0;
    boolean yes = values[0].equals("yes");
    return switch (what) {
      case "hr" -> vitals(moment, n, null, null, null, null, null);
      case "hr+steps" -> vitals(moment, n, null, null, null, Integer.parseInt(values[1]), null);
      case "hr-moving" ->
          new Vitals(PERSON, moment, new Signs(n, null, null, null, null, null, true, false));
      case "hr-off" ->
          new Vitals(PERSON, moment, new Signs(n, null, null, null, null, null, false, null));
      case "spo2" -> vitals(moment, null, n, null, null, null, null);
      case "systolic" -> vitals(moment, null, null, n, null, null, null);
      case "temperature" -> vitals(moment, null, null, null, Double.valueOf(values[0]), null, null);
      case "steps" -> vitals(moment, null, null, null, null, n, null);
      case "worn" -> vitals(moment, null, null, null, null, null, yes);
      case "east" ->
          new Location(
              PERSON,
              moment,
              new Position(
                  0, n / 111_195.0, values.length > 1 ? Double.valueOf(values[1]) : null, null));
      case "battery" -> status(moment, new BandState(true, n, values.length > 1, null, null));
      case "off" -> status(moment, new BandState(false, null, null, null, null));
      case "will" -> status(new Moment(at, true), new BandState(false, null, null, null, null));
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static BandStatus status(Moment moment, BandState state) {
    return new BandStatus(PERSON, moment, new BandSerial("band-1"), state);
  }

  private static Vitals vitals(
      Moment moment,
      @Nullable Integer heartRate,
      @Nullable Integer spo2,
      @Nullable Integer systolic,
      @Nullable Double temperature,
      @Nullable Integer steps,
      @Nullable Boolean worn) {
    return new Vitals(
        PERSON, moment, new Signs(heartRate, spo2, systolic, null, temperature, steps, worn, null));
  }

  static Instant at(String time) {
    return LocalTime.parse(time).atDate(DAY).toInstant(ZoneOffset.UTC);
  }

  private static String time(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalTime().toString();
  }

  static Zone home(int metres) {
    return new Zone("Home", new Zone.Circle(0, 0, metres), HoursOfWeek.ALWAYS);
  }

  static Watched awakeFor(DayHours hours) {
    return new Watched(PERSON, Limits.NONE, null, List.of(), Set.of(), hours, ZoneOffset.UTC, null);
  }
}
