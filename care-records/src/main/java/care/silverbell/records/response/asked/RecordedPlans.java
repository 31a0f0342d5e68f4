package care.silverbell.records.response.asked;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.Purpose;
import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.response.DefaultPlans;
import care.silverbell.alerting.response.ResponsePlan;
import care.silverbell.alerting.response.ResponsePlans;
import care.silverbell.alerting.response.Who;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Role;
import care.silverbell.records.duty.DutyRoster;
import care.silverbell.records.response.plan.Plans;
import care.silverbell.records.response.reach.Owners.Setting;
import care.silverbell.records.response.reach.ReachBook;
import care.silverbell.records.response.reach.ReachBook.Cared;
import care.silverbell.records.response.reach.ReachReading;
import care.silverbell.records.response.reach.Ways;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the record answers a response: which plan holds, and whom its words mean. Duty is in memory;
 * the person's part and how each can be told are read anew each time, in one question each.
 */
public final class RecordedPlans implements ResponsePlans {
  private final Database database;
  private final Plans plans;
  private final ReachReading reading;
  private final DutyRoster roster;
  private final Setting setting;

  /** Reads from that pool. */
  public RecordedPlans(Database database, DutyRoster roster, Setting setting, InstantSource clock) {
    this.database = database;
    this.plans = new Plans(database, clock);
    this.reading = new ReachReading(database);
    this.roster = roster;
    this.setting = setting;
  }

  @Override
  public ResponsePlan planFor(Incident incident) {
    if (incident.purpose() == Purpose.CANARY) {
      return DefaultPlans.canary();
    }
    PersonId person = incident.person();
    if (person != null) {
      return plans.of(incident.severity(), person);
    }
    return incident.band() == null ? DefaultPlans.aboutService() : DefaultPlans.unknownCaller();
  }

  @Override
  public Map<Who, Meant> meant(
      Set<Who> words, @Nullable PersonId person, Incident incident, Instant at) {
    return meant(words, person, incident.severity(), at);
  }

  /** The same for an incident that there is not. */
  public Map<Who, Meant> meant(
      Set<Who> words, @Nullable PersonId person, Severity severity, Instant at) {
    Cared cared = person == null ? null : reading.cared(person.value()).orElse(null);
    Moment moment = Moment.of(cared, roster.book(), setting.zone(), at);
    ReachBook book =
        reading.book(
            words.contains(new Who.Family()) ? cared : null,
            moment.staff(words),
            roles(words),
            words.contains(new Who.Groups()) ? moment.cells() : List.of());
    Ways ways =
        new Ways(book, setting.available(), severity, at, setting.zone(), setting.language());
    return new Meaning(moment, ways).of(words);
  }

  /**
   * Who the account of that name is among those who are asked, as {@code RecipientId} writes it:
   * the one on the staff list whose account it is, else the account, which also stands for the
   * contacts it is linked with.
   *
   * @throws NoSuchElementException if there is no such account
   */
  public String recipientOf(String account) {
    var rows =
        database.query(
            "asking who an account is",
            """
            select coalesce((select 'staff:' || s.id from staff s where s.account = a.id order by s.code limit 1),
                            'account:' || a.id) as recipient
              from account a where a.name = $1
            """,
            account);
    if (rows.size() == 0) {
      throw new NoSuchElementException("there is no account " + account);
    }
    return rows.iterator().next().getString("recipient");
  }

  private static Set<Role> roles(Set<Who> words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (words.contains(new Who.Desk())) {
      roles.add(Role.DESK);
    }
    if (words.contains(new Who.Operators())) {
      roles.add(Role.ADMIN);
    }
    return roles;
  }
}
