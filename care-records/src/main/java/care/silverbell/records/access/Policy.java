package care.silverbell.records.access;

import static care.silverbell.records.access.Aspect.ACCESS_LOG;
import static care.silverbell.records.access.Aspect.CALLS;
import static care.silverbell.records.access.Aspect.FILE;
import static care.silverbell.records.access.Aspect.HEALTH;
import static care.silverbell.records.access.Aspect.HOME;
import static care.silverbell.records.access.Aspect.IDENTITY;
import static care.silverbell.records.access.Aspect.NEEDS;
import static care.silverbell.records.access.Aspect.POSITION;
import static care.silverbell.records.access.Aspect.READINGS;
import static care.silverbell.records.access.Aspect.USUAL;
import static care.silverbell.records.access.Aspect.WAY_IN;
import static care.silverbell.records.access.Aspect.WHEREABOUTS;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that decides who sees what of a person. Health and whereabouts are sensitive
 * personal information (PIPL, article 28): each role sees what its work needs, and a position is
 * shut until an incident opens it.
 */
public final class Policy {
  private static final Set<Aspect> ADMIN = EnumSet.of(IDENTITY, HOME, CALLS, FILE, ACCESS_LOG);
  private static final Set<Aspect> DESK =
      EnumSet.of(IDENTITY, HOME, NEEDS, WAY_IN, HEALTH, CALLS, FILE);
  private static final Set<Aspect> DOCTOR =
      EnumSet.of(IDENTITY, HOME, NEEDS, HEALTH, READINGS, USUAL, CALLS);
  private static final Set<Aspect> GRID = EnumSet.of(IDENTITY, HOME, NEEDS, WHEREABOUTS, CALLS);
  private static final Set<Aspect> FAMILY =
      EnumSet.of(IDENTITY, HOME, NEEDS, WAY_IN, WHEREABOUTS, CALLS, ACCESS_LOG);

  /** What is known about somebody is theirs to read, all of it (PIPL, article 45). */
  private static final Set<Aspect> THE_PERSON = EnumSet.allOf(Aspect.class);

  /** What whoever goes there must know while an incident is open; not how somebody lives. */
  private static final Set<Aspect> RESPONDERS =
      EnumSet.of(WAY_IN, HEALTH, READINGS, POSITION, WHEREABOUTS);

  /** Family is asked to go too; what it knows of health stays its elder's to allow. */
  private static final Set<Aspect> RESPONDING_FAMILY = EnumSet.of(POSITION);

  /** All that care may need; how the file came about is not among it. */
  private static final Set<Aspect> BROKEN_GLASS =
      EnumSet.of(
          IDENTITY, HOME, NEEDS, WAY_IN, HEALTH, READINGS, USUAL, POSITION, WHEREABOUTS, CALLS);

  private Policy() {}

  /** What that role sees; empty where, for the caller, there is no such person. */
  public static Optional<Sight> sight(Role role, Standing standing) {
    if (!standing.own()) {
      return standing.brokenGlass()
          ? Optional.of(new Sight(BROKEN_GLASS, Purpose.BREAK_GLASS))
          : Optional.empty();
    }
    EnumSet<Aspect> aspects = EnumSet.copyOf(always(role));
    aspects.addAll(standing.consented());
    if (standing.self() && role == Role.FAMILY) {
      aspects.addAll(THE_PERSON);
    }
    Purpose purpose = role == Role.ADMIN ? Purpose.ADMINISTRATION : Purpose.CARE;
    Set<Aspect> refused = refused(role, standing);
    aspects.removeAll(refused);
    Set<Aspect> byIncident = EnumSet.noneOf(Aspect.class);
    if (standing.emergency()) {
      byIncident.addAll(inAnEmergency(role, refused));
      byIncident.removeAll(aspects);
      if (aspects.addAll(byIncident)) {
        purpose = Purpose.INCIDENT;
      }
    }
    if (standing.brokenGlass()) {
      byIncident.removeAll(BROKEN_GLASS);
      if (aspects.addAll(BROKEN_GLASS)) {
        purpose = Purpose.BREAK_GLASS;
      }
    }
    return Optional.of(new Sight(aspects, byIncident, true, purpose));
  }

  /** What is seen of a call whose wearer nobody knows: somebody must find out who it is. */
  public static Sight ofUnknownCaller(Role role) {
    return switch (role) {
      case GRID, DESK -> new Sight(BROKEN_GLASS, Purpose.INCIDENT);
      case ADMIN, DOCTOR, FAMILY -> Sight.of(Purpose.ADMINISTRATION, IDENTITY);
    };
  }

  /**
   * How much of the time before it an incident opens: what led to it. A day of readings has a night
   * and a day to hold the last hour against.
   */
  static Duration before(Aspect aspect) {
    return aspect == POSITION ? Duration.ofMinutes(30) : Duration.ofDays(1);
  }

  private static Set<Aspect> always(Role role) {
    return switch (role) {
      case ADMIN -> ADMIN;
      case DESK -> DESK;
      case DOCTOR -> DOCTOR;
      case GRID -> GRID;
      case FAMILY -> FAMILY;
    };
  }

  /**
   * What was taken back from the family is shut to it, in an emergency too; nobody's own file is.
   */
  private static Set<Aspect> refused(Role role, Standing standing) {
    return role == Role.FAMILY && !standing.self() ? standing.refused() : Set.of();
  }

  /** Whoever goes there on duty sees what they must know, whatever was taken back from others. */
  private static Set<Aspect> inAnEmergency(Role role, Set<Aspect> refused) {
    return switch (role) {
      case GRID, DESK -> RESPONDERS;
      case FAMILY ->
          refused.contains(CALLS) || refused.contains(POSITION) ? Set.of() : RESPONDING_FAMILY;
      case ADMIN, DOCTOR -> Set.of();
    };
  }
}
