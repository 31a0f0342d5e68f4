package care.silverbell.records.attention;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.trend.RollUpSurvey;
import care.silverbell.ingest.trend.RollUpSurvey.Bounds;
import care.silverbell.ingest.trend.RollUpSurvey.Hours;
import care.silverbell.ingest.trend.RollUps;
import care.silverbell.records.attention.StandsOut.Open;
import care.silverbell.records.attention.StandsOut.Outside;
import care.silverbell.records.rule.PersonLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Orders people by what stands out about them, in four look-ups whatever their number, and one more
 * for each with a gap.
 */
final class NeedsALook {
  private static final int HOURS = 24;
  private static final int DAYS = 28;

  /** Today is rolled up every hour: the hour before last is whole by now. */
  private static final Duration NOT_YET_ROLLED_UP = Duration.ofHours(1);

  private final Database database;
  private final RollUpSurvey survey;
  private final RollUps rollUps;
  private final PersonLimits limits;
  private final ZoneId zone;

  NeedsALook(Database database, RollUps rollUps, PersonLimits limits) {
    this.database = database;
    this.survey = new RollUpSurvey(database);
    this.rollUps = rollUps;
    this.limits = limits;
    this.zone = rollUps.zone();
  }

  private record Named(String name, String cell, boolean wears) {}

  /** Those of whom something stands out, who needs a look first first. */
  List<StandsOut> of(Collection<PersonId> people, Instant now) {
    Map<PersonId, Named> named = named(people);
    Map<PersonId, List<Open>> open = open(people);
    Map<PersonId, Map<Sign, Bounds>> bounds = new HashMap<>();
    Map<PersonId, Limits> byDoctors = limits.standing();
    named
        .keySet()
        .forEach(it -> bounds.put(it, bounds(it, byDoctors.getOrDefault(it, Limits.NONE))));
    Instant to = now.truncatedTo(ChronoUnit.HOURS).minus(NOT_YET_ROLLED_UP);
    Map<PersonId, List<Hours>> hours = new HashMap<>();
    survey
        .hours(
            bounds.values().stream().flatMap(it -> it.values().stream()).toList(),
            to.minus(Duration.ofHours(HOURS)),
            to)
        .forEach(it -> hours.computeIfAbsent(it.person(), _ -> new ArrayList<>()).add(it));
    LocalDate today = now.atZone(zone).toLocalDate();
    Map<PersonId, SortedMap<LocalDate, Double>> resting =
        survey.resting(people, today.minusDays(DAYS), today);
    List<StandsOut> found = new ArrayList<>();
    named.forEach((person, who) -> {
      List<Hours> theirs = hours.getOrDefault(person, List.of());
      found.add(
          new StandsOut(
              person,
              who.name,
              who.cell,
              open.getOrDefault(person, List.of()),
              outside(theirs, bounds.getOrDefault(person, Map.of()), byDoctors.get(person)),
              recent(resting.getOrDefault(person, new TreeMap<>()), today),
              who.wears ? unknown(person, theirs, to) : 0));
    });
    return found.stream().filter(StandsOut::anything).sorted(StandsOut.FIRST).toList();
  }

  /** What was weeks ago is no news. */
  private static Optional<RestingChange> recent(
      SortedMap<LocalDate, Double> resting, LocalDate today) {
    return RestingChange.of(resting).filter(it -> !it.day().isBefore(today.minusDays(2)));
  }

  /** Where many are missing it is looked again, for what has just come may not be rolled up yet. */
  private int unknown(PersonId person, List<Hours> hours, Instant to) {
    int kept =
        hours.stream()
            .filter(it -> it.sign() == Sign.HEART_RATE)
            .mapToInt(Hours::known)
            .findFirst()
            .orElse(0);
    return HOURS - kept > StandsOut.CHARGING_HOURS
        ? HOURS
            - rollUps.hours(person, Sign.HEART_RATE, to.minus(Duration.ofHours(HOURS)), to).size()
        : HOURS - kept;
  }

  private static List<Outside> outside(
      List<Hours> hours,
      Map<Sign, Bounds> bounds,
      @org.jspecify.annotations.Nullable Limits byDoctor) {
    List<Outside> outside = new ArrayList<>();
    for (Hours it : hours) {
      Bounds bound = bounds.get(it.sign());
      if (it.outside() > 0 && bound != null) {
        outside.add(new Outside(it, bound, byDoctor != null && byDoctor.of(it.sign()).isPresent()));
      }
    }
    return outside;
  }

  /** A doctor's limit, and on the side where they set none the general one. */
  private static Map<Sign, Bounds> bounds(PersonId person, Limits byDoctor) {
    Map<Sign, Bounds> bounds = new HashMap<>();
    for (Sign sign : Sign.values()) {
      Optional<Limit> own = byDoctor.of(sign);
      Optional<Limit> general = GeneralBounds.of(sign);
      if (own.isPresent() || general.isPresent()) {
        bounds.put(
            sign,
            new Bounds(
                person,
                sign,
                own.map(Limit::low).or(() -> general.map(Limit::low)).orElse(null),
                own.map(Limit::high).or(() -> general.map(Limit::high)).orElse(null)));
      }
    }
    return bounds;
  }

  private Map<PersonId, Named> named(Collection<PersonId> people) {
    Map<PersonId, Named> named = new HashMap<>();
    database
        .query(
            "reading who may need a look",
            """
            select p.id, p.name, c.name as cell,
                   exists (select from wearing w where w.person = p.id and w.until is null) as wears
              from person p join grid_cell c on c.id = p.cell where p.id = any($1) and p.closed_on is null
            """,
            (Object) ids(people))
        .forEach(row ->
            named.put(
                new PersonId(row.getUUID("id")),
                new Named(row.getString("name"), row.getString("cell"), row.getBoolean("wears"))));
    return named;
  }

  private Map<PersonId, List<Open>> open(Collection<PersonId> people) {
    Map<PersonId, List<Open>> open = new HashMap<>();
    database
        .query(
            "reading what is open",
            """
            select id, person, kind, severity, opened_at from incident
             where person = any($1) and state <> 'resolved' and purpose = 'real' order by opened_at
            """,
            (Object) ids(people))
        .forEach(row -> {
          PersonId person = new PersonId(row.getUUID("person"));
          open.computeIfAbsent(person, _ -> new ArrayList<>())
              .add(
                  new Open(
                      new IncidentId(row.getUUID("id")),
                      person,
                      row.getString("kind"),
                      Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)),
                      Database.instant(row, "opened_at")));
        });
    return open;
  }

  private static UUID[] ids(Collection<PersonId> people) {
    return people.stream().map(PersonId::value).toArray(UUID[]::new);
  }
}
