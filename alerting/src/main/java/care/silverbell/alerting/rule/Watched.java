package care.silverbell.alerting.rule;

import care.silverbell.ingest.reading.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules know of one person.
 *
 * @param baseline null where there is none yet
 * @param zones empty where it is nobody's business where they are
 * @param companions whose nearness makes a walk a walk together
 * @param clock the wall clock they live by
 * @param cell the grid cell they live in; null where that is not known
 */
public record Watched(
    PersonId person,
    Limits limits,
    @Nullable Baseline baseline,
    List<Zone> zones,
    Set<PersonId> companions,
    DayHours hours,
    ZoneId clock,
    @Nullable String cell) {

  public Watched {
    zones = List.copyOf(zones);
    companions = Set.copyOf(companions);
  }

  /** Somebody of whom nothing was set. */
  public static Watched byDefault(PersonId person, ZoneId clock) {
    return new Watched(
        person, Limits.NONE, null, List.of(), Set.of(), DayHours.DEFAULT, clock, null);
  }

  /** The same person with those limits. */
  public Watched with(Limits limits) {
    return new Watched(person, limits, baseline, zones, companions, hours, clock, cell);
  }

  /** The same person with those zones. */
  public Watched with(List<Zone> zones) {
    return new Watched(person, limits, baseline, zones, companions, hours, clock, cell);
  }

  /** The same person with that baseline. */
  public Watched with(Baseline baseline) {
    return new Watched(person, limits, baseline, zones, companions, hours, clock, cell);
  }

  /** The same person with that day. */
  public Watched with(DayHours hours) {
    return new Watched(person, limits, baseline, zones, companions, hours, clock, cell);
  }

  /** The zones that hold at that time. */
  public List<Zone> zonesAt(Instant at) {
    return zones.isEmpty()
        ? zones
        : zones.stream().filter(it -> it.hours().hold(wall(at))).toList();
  }

  /** How long they may keep still while awake before somebody looks. */
  Duration stillAtMost() {
    Duration set = hours.stillAtMost();
    Duration seen = baseline == null ? null : baseline.longestStill();
    return set != null ? set : seen != null ? LongestStill.allowing(seen) : LongestStill.UNKNOWN;
  }

  ZonedDateTime wall(Instant at) {
    return at.atZone(clock);
  }

  LocalTime time(Instant at) {
    return wall(at).toLocalTime();
  }
}
