package care.silverbell.records.response.asked;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.alerting.response.ResponsePlans.Meant;
import care.silverbell.alerting.response.Who;
import care.silverbell.records.access.Role;
import care.silverbell.records.duty.DutyRule;
import care.silverbell.records.duty.OnDuty;
import care.silverbell.records.response.reach.Hours;
import care.silverbell.records.response.reach.ReachBook.Cared;
import care.silverbell.records.response.reach.ReachBook.Relative;
import care.silverbell.records.response.reach.Ways;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whom each word of a plan means: a pure function of a {@link Moment} and the {@link Ways}.
 *
 * <p>A contact is asked for help whatever may be shown to them of the person's health and
 * whereabouts: somebody who lies on the floor has asked for them. Whoever is no contact any more is
 * asked for nothing and told nothing, nor is their account; nobody of the family is where the
 * person has taken back that it is told, and then those on duty and above are asked as ever. A
 * contact's hours hold for all but an emergency, and nobody of the family is asked once the file is
 * closed.
 */
public final class Meaning {
  private final Moment moment;
  private final Ways ways;

  /** For that moment. */
  public Meaning(Moment moment, Ways ways) {
    this.moment = moment;
    this.ways = ways;
  }

  /** An entry for each word. */
  public Map<Who, Meant> of(Set<Who> words) {
    Map<Who, Meant> meant = new HashMap<>();
    words.forEach(word -> meant.put(word, of(word)));
    return meant;
  }

  private Meant of(Who word) {
    return switch (word) {
      case Who.Family _ -> family();
      case Who.OnDuty _ -> onDuty();
      case Who.StandIn _ -> standIn();
      case Who.Above above -> above(above.levels());
      case Who.Desk _ -> accounts(Role.DESK, Nobody.NO_DESK);
      case Who.Operators _ -> accounts(Role.ADMIN, Nobody.NO_OPERATOR);
      case Who.Groups _ -> groups();
      case Who.Named named -> named(named.staff());
      case Who.Canary _ -> canary();
    };
  }

  private Meant family() {
    Cared person = moment.person();
    if (person == null) {
      return nobody(Nobody.NO_PERSON);
    }
    if (person.closed()) {
      return nobody(Nobody.CLOSED);
    }
    LocalDate today = moment.at().atZone(moment.zone()).toLocalDate();
    Set<RecipientId> letGo = letGo(person, today);
    if (person.callsRefused()) {
      return new Meant(List.of(), Nobody.NOT_WANTED.wireName(), null, letGo);
    }
    List<Relative> ofToday =
        person.contacts().stream().filter(it -> it.contact().servesOn(today)).toList();
    List<Relative> now = ofToday.stream().filter(this::mayBeCalled).toList();
    List<Recipient> recipients =
        once(
            Stream.concat(
                now.stream().map(ways::contact),
                person.family().stream()
                    .filter(it -> !isAsleep(it, ofToday, now))
                    .filter(it -> !letGo.contains(new RecipientId.OfAccount(it)))
                    .flatMap(it -> ways.account(it).stream())));
    Nobody nobody = ofToday.isEmpty() ? Nobody.NO_CONTACTS : Nobody.OUTSIDE_HOURS;
    return new Meant(
        recipients,
        recipients.isEmpty() ? nobody.wireName() : null,
        awake(ofToday).orElse(null),
        letGo);
  }

  /** When the first may be called of those who may not be now. */
  private Optional<Instant> awake(List<Relative> ofToday) {
    return ofToday.stream()
        .filter(it -> !mayBeCalled(it))
        .flatMap(it -> Hours.begin(it.contact().hours(), moment.at(), moment.zone()).stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * Those of the family who may be told nothing more: contacts that have ended, and accounts that
   * were theirs and nobody else's; all of it where the person wants none of it told. The function
   * {@code may_be_told} of the database says the same of one.
   */
  private Set<RecipientId> letGo(Cared person, LocalDate today) {
    Set<RecipientId> letGo = new HashSet<>();
    Map<UUID, Boolean> accounts = new HashMap<>();
    for (Relative relative : person.contacts()) {
      boolean stands = !person.callsRefused() && relative.contact().standsOn(today);
      if (!stands) {
        letGo.add(new RecipientId.OfContact(relative.id()));
      }
      UUID account = relative.account();
      if (account != null) {
        accounts.merge(account, stands, Boolean::logicalOr);
      }
    }
    person.family().forEach(it -> accounts.putIfAbsent(it, !person.callsRefused()));
    accounts.forEach((account, stands) -> {
      if (!stands || !ways.book().accounts().containsKey(account)) {
        letGo.add(new RecipientId.OfAccount(account));
      }
    });
    return letGo;
  }

  /** Whether the account is that of a contact who may not be called at this hour. */
  private static boolean isAsleep(UUID account, List<Relative> ofToday, List<Relative> now) {
    return ofToday.stream().anyMatch(it -> account.equals(it.account()))
        && now.stream().noneMatch(it -> account.equals(it.account()));
  }

  private boolean mayBeCalled(Relative relative) {
    var hours = relative.contact().hours();
    return ways.severity() == Severity.EMERGENCY
        || hours.isEmpty()
        || Hours.cover(hours, moment.at(), moment.zone());
  }

  private Meant onDuty() {
    return switch (moment.duty()) {
      case null -> nobody(Nobody.NO_PERSON);
      case OnDuty.Somebody somebody -> staff(List.of(somebody.a()));
      case OnDuty.Nobody nobody -> nobody(Nobody.of(nobody.gap()));
    };
  }

  private Meant standIn() {
    return switch (moment.duty()) {
      case null -> nobody(Nobody.NO_PERSON);
      case OnDuty.Somebody somebody -> {
        UUID b = somebody.b();
        yield b == null ? nobody(Nobody.NO_STAND_IN) : staff(List.of(b));
      }
      case OnDuty.Nobody nobody -> nobody(Nobody.of(nobody.gap()));
    };
  }

  private Meant above(int levels) {
    if (moment.person() == null) {
      return nobody(Nobody.NO_PERSON);
    }
    if (!moment.hasLevel(levels)) {
      return nobody(Nobody.NO_SUCH_LEVEL);
    }
    List<UUID> there = moment.above(levels);
    return there.isEmpty() ? nobody(Nobody.NOBODY_THERE) : staff(there);
  }

  private Meant named(UUID staff) {
    Optional<OnDuty.Gap> away = DutyRule.away(moment.book(), moment.zone(), staff, moment.at());
    if (away.isPresent()) {
      return nobody(Nobody.of(away.get()));
    }
    return staff(List.of(staff));
  }

  private Meant staff(List<UUID> staff) {
    List<Recipient> recipients = once(staff.stream().flatMap(it -> ways.staff(it).stream()));
    return recipients.isEmpty() ? nobody(Nobody.NO_SUCH_STAFF) : new Meant(recipients, null);
  }

  private Meant accounts(Role role, Nobody otherwise) {
    List<Recipient> recipients =
        once(
            ways.book().accounts().values().stream()
                .filter(it -> it.role() == role)
                .flatMap(it -> ways.account(it.id()).stream()));
    return recipients.isEmpty() ? nobody(otherwise) : new Meant(recipients, null);
  }

  /** The robots of the nearest cell that has some. */
  private Meant groups() {
    if (moment.person() == null) {
      return nobody(Nobody.NO_PERSON);
    }
    return moment.cells().stream()
        .flatMap(it -> ways.group(it).stream())
        .findFirst()
        .map(it -> new Meant(List.of(it), null))
        .orElseGet(() -> nobody(Nobody.NO_ROBOTS));
  }

  private static Meant canary() {
    return new Meant(
        List.of(
            new Recipient(
                new RecipientId.OfCanary(),
                "canary",
                "en",
                List.of(new Address(ChannelKind.CANARY, "canary", true)))),
        null);
  }

  /** One human being is asked once. */
  private static List<Recipient> once(Stream<Recipient> recipients) {
    Map<RecipientId, Recipient> once = new LinkedHashMap<>();
    recipients.forEach(it -> once.putIfAbsent(it.id(), it));
    return List.copyOf(once.values());
  }

  private static Meant nobody(Nobody why) {
    return new Meant(List.of(), why.wireName());
  }
}
