package care.silverbell.records.response.unreachable;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Role;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.response.asked.RecordedPlans;
import care.silverbell.records.response.plan.Plans;
import care.silverbell.records.response.reach.Owners.Setting;
import care.silverbell.records.response.reach.ReachBook;
import care.silverbell.records.response.reach.ReachBook.Cared;
import care.silverbell.records.response.reach.ReachReading;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Looks ahead, without ringing anybody. */
public final class Outlook {
  private static final Set<Role> TELLING_OTHERS = Set.of(Role.DESK, Role.ADMIN);

  private final Plans plans;
  private final RecordedPlans recorded;
  private final ReachReading reading;
  private final DutyRoster roster;
  private final Setting setting;

  /** Reads from that pool. */
  public Outlook(Database database, DutyRoster roster, Setting setting, InstantSource clock) {
    this.plans = new Plans(database, clock);
    this.recorded = new RecordedPlans(database, roster, setting, clock);
    this.reading = new ReachReading(database);
    this.roster = roster;
    this.setting = setting;
  }

  /** How the response would go if nobody answered. */
  public Course course(PersonId person, Severity severity, Instant at) {
    ResponsePlan plan = plans.of(severity, person);
    return Course.of(plan, recorded.meant(Course.words(plan), person, severity, at));
  }

  /** The holes of the person's coming week; none where there is no such person. */
  public List<Hole> holes(PersonId person, Instant now) {
    return reading
        .cared(person.value())
        .map(cared -> {
          ComingWeek week = week(now);
          ReachBook book = reading.book(cared, week.staff(cared), TELLING_OTHERS, cells(cared));
          return week.of(cared, book);
        })
        .orElse(List.of());
  }

  /** The holes of everybody who wears a band, in their coming week; an empty list for none. */
  @SuppressWarnings(
      "ThreadPriorityCheck") // A virtual thread that only reckons lets nobody else run.
  public Map<Cared, List<Hole>> all(Instant now) {
    roster.reread();
    List<Cared> wearers = reading.wearers();
    ReachBook book = reading.bookOfAll(wearers);
    ComingWeek week = week(now);
    Map<Cared, List<Hole>> all = new LinkedHashMap<>();
    for (Cared person : wearers) {
      all.put(person, week.of(person, book));
      // Whoever presses meanwhile must not wait behind this for a processor.
      Thread.yield();
    }
    return all;
  }

  private ComingWeek week(Instant now) {
    return new ComingWeek(
        roster.book(), plans.of(Severity.EMERGENCY), setting, now.truncatedTo(ChronoUnit.MINUTES));
  }

  private List<UUID> cells(Cared cared) {
    List<UUID> cells = new ArrayList<>(List.of(cared.cell()));
    cells.addAll(roster.book().above().getOrDefault(cared.cell(), List.of()));
    return cells;
  }
}
