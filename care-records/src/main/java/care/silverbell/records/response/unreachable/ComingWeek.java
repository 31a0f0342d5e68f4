package care.silverbell.records.response.unreachable;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.alerting.response.Who;
import care.silverbell.records.duty.DutyBook;
import care.silverbell.records.duty.WallClock;
import care.silverbell.records.person.Contact;
import care.silverbell.records.response.asked.Meaning;
import care.silverbell.records.response.asked.Moment;
import care.silverbell.records.response.reach.Owners.Setting;
import care.silverbell.records.response.reach.ReachBook;
import care.silverbell.records.response.reach.ReachBook.Cared;
import care.silverbell.records.response.reach.Ways;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom a press would bring from now on for seven days: a pure function of the duty book, the reach
 * book and the plans, asked at every moment at which any of it changes. A press is an emergency, so
 * neither a contact's hours nor anybody's quiet hours count.
 */
final class ComingWeek {
  static final Duration LENGTH = Duration.ofDays(7);

  private final DutyBook duty;
  private final Map<@Nullable UUID, ResponsePlan> plans;
  private final Setting setting;
  private final Instant from;
  private final Instant to;
  private final Map<UUID, DutyWeek> weeks = new HashMap<>();
  private final Map<ResponsePlan, Set<Who>> words = new HashMap<>();

  /**
   * From that moment on.
   *
   * @param plans for an emergency, by cell; that for everywhere stands under null
   */
  ComingWeek(
      DutyBook duty, Map<@Nullable UUID, ResponsePlan> plans, Setting setting, Instant from) {
    this.duty = duty;
    this.plans = plans;
    this.setting = setting;
    this.from = from;
    this.to = from.plus(LENGTH);
  }

  /** The holes of the person's week, in order and without overlap. */
  List<Hole> of(Cared person, ReachBook reach) {
    ResponsePlan plan = plan(person);
    Set<Who> asked = words.computeIfAbsent(plan, Course::words);
    List<Hole> holes = new ArrayList<>();
    Instant begun = from;
    Verdict verdict = null;
    for (Moment moment : moments(person)) {
      Ways ways =
          new Ways(
              reach,
              setting.available(),
              Severity.EMERGENCY,
              moment.at(),
              setting.zone(),
              setting.language());
      Verdict next = Verdict.of(Course.of(plan, new Meaning(moment, ways).of(asked)));
      if (!next.equals(verdict)) {
        add(holes, verdict, begun, moment.at());
        begun = moment.at();
        verdict = next;
      }
    }
    add(holes, verdict, begun, null);
    return holes;
  }

  /** Whom of the staff the person's week may bring, so that how to tell them can be read first. */
  Set<UUID> staff(Cared person) {
    Set<Who> asked = words.computeIfAbsent(plan(person), Course::words);
    Set<UUID> staff = new HashSet<>();
    moments(person).forEach(it -> staff.addAll(it.staff(asked)));
    return staff;
  }

  private static void add(
      List<Hole> holes, @Nullable Verdict verdict, Instant begun, @Nullable Instant end) {
    if (verdict != null && verdict.reason() != null) {
      holes.add(new Hole(begun, end, verdict.reason(), verdict.second(), verdict.because()));
    }
  }

  private ResponsePlan plan(Cared person) {
    ResponsePlan own = plans.get(person.cell());
    if (own != null) {
      return own;
    }
    for (UUID higher : duty.above().getOrDefault(person.cell(), List.of())) {
      ResponsePlan theirs = plans.get(higher);
      if (theirs != null) {
        return theirs;
      }
    }
    ResponsePlan everywhere = plans.get(null);
    if (everywhere == null) {
      throw new IllegalStateException("there is a plan for everywhere always");
    }
    return everywhere;
  }

  private List<Moment> moments(Cared person) {
    ZoneId zone = setting.zone();
    List<DutyWeek.Turn> turns =
        weeks.computeIfAbsent(person.cell(), it -> DutyWeek.of(duty, zone, it, from, to)).turns();
    NavigableMap<Instant, DutyWeek.Turn> all = new TreeMap<>();
    turns.forEach(it -> all.put(it.from(), it));
    for (var relative : person.contacts()) {
      Contact contact = relative.contact();
      turn(all, contact.since());
      turn(all, contact.until());
    }
    return all.entrySet().stream()
        .map(it -> new Moment(person, it.getValue().duty(), duty, zone, it.getKey()))
        .toList();
  }

  private void turn(NavigableMap<Instant, DutyWeek.Turn> all, @Nullable LocalDate day) {
    if (day == null) {
      return;
    }
    Instant dawn = WallClock.dawn(setting.zone(), day);
    if (dawn.isAfter(from) && dawn.isBefore(to)) {
      all.putIfAbsent(dawn, all.floorEntry(dawn).getValue());
    }
  }
}
