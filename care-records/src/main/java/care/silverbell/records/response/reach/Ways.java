package care.silverbell.records.response.reach;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.Address;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.records.response.reach.ReachBook.Employee;
import care.silverbell.records.response.reach.ReachBook.Holder;
import care.silverbell.records.response.reach.ReachBook.Proof;
import care.silverbell.records.response.reach.ReachBook.Relative;
import care.silverbell.records.response.reach.ReachBook.Robot;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a human being can be told at a moment: a pure function of the {@link ReachBook}.
 *
 * <ol>
 *   <li><b>One human being, one recipient.</b> Who is on the staff list is named by it, whatever
 *       else they are; else by their account; a contact without one by the contact. Telephones and
 *       proofs of all of these are theirs.
 *   <li><b>Ways.</b> The page and Web Push of the account, then voice, SMS, ntfy, a program,
 *       e-mail; on each channel the telephones in their order. Only channels that this installation
 *       has.
 *   <li><b>Wishes.</b> Whoever has an order of their own is told in it. What is not in it is used
 *       in an emergency only, after it. In quiet hours, but for an emergency, there is only the
 *       page, which wakes nobody. Who has said nothing by themselves has what the office keeps of
 *       the contact.
 * </ol>
 *
 * @param available the channels that this installation has
 * @param language of who has no wish
 */
public record Ways(
    ReachBook book,
    Set<ChannelKind> available,
    Severity severity,
    Instant at,
    ZoneId zone,
    String language) {

  private static final Map<String, List<ChannelKind>> CHANNELS_OF_CONTACTS =
      Map.of(
          "phone", List.of(ChannelKind.VOICE),
          "sms", List.of(ChannelKind.SMS),
          "email", List.of(ChannelKind.EMAIL),
          "app", List.of(ChannelKind.PAGE, ChannelKind.PUSH));

  /** All that is known of one human being. */
  private record Human(
      RecipientId id,
      String name,
      List<String> owners,
      List<String> phones,
      @Nullable UUID account,
      Wishes otherwise) {}

  /** One of the staff; empty where nobody of that id is on the list. */
  public Optional<Recipient> staff(UUID id) {
    return Optional.ofNullable(book.staff().get(id))
        .map(it -> recipient(human(it, List.of(), List.of(), Wishes.NONE)));
  }

  /** An account that may sign in; empty where there is none. */
  public Optional<Recipient> account(UUID id) {
    Holder holder = book.accounts().get(id);
    if (holder == null) {
      return Optional.empty();
    }
    Employee employee = employee(holder);
    return Optional.of(
        recipient(
            employee == null
                ? human(holder, List.of(), List.of(), Wishes.NONE)
                : human(employee, List.of(), List.of(), Wishes.NONE)));
  }

  /** A named contact. */
  public Recipient contact(Relative relative) {
    List<String> phones = relative.contact().phones();
    List<String> owner = List.of(new RecipientId.OfContact(relative.id()).toString());
    Wishes kept = ofContact(relative);
    UUID account = relative.account();
    Holder holder = account == null ? null : book.accounts().get(account);
    if (holder != null) {
      Employee employee = employee(holder);
      return recipient(
          employee == null
              ? human(holder, owner, phones, kept)
              : human(employee, owner, phones, kept));
    }
    return recipient(
        new Human(
            new RecipientId.OfContact(relative.id()),
            relative.contact().name(),
            owner,
            phones,
            null,
            kept));
  }

  /** The group of a cell's workers; empty where no robot speaks there that can be used. */
  public Optional<Recipient> group(UUID cell) {
    RecipientId id = new RecipientId.OfGroup(cell);
    List<Robot> robots =
        book.robots().getOrDefault(cell, List.of()).stream()
            .filter(it -> available.contains(it.channel()))
            .toList();
    if (robots.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Recipient(
            id,
            robots.getFirst().name(),
            language,
            robots.stream()
                .map(it ->
                    new Address(
                        it.channel(), it.address(), proven(List.of(id.toString()), it.address())))
                .toList()));
  }

  private @Nullable Employee employee(Holder holder) {
    UUID staff = holder.staff();
    return staff == null ? null : book.staff().get(staff);
  }

  private Human human(Employee employee, List<String> more, List<String> phones, Wishes otherwise) {
    RecipientId id = new RecipientId.OfStaff(employee.id());
    List<String> owners = new ArrayList<>(List.of(id.toString()));
    UUID account = employee.account();
    boolean signsIn = account != null && book.accounts().containsKey(account);
    if (account != null) {
      owners.add(new RecipientId.OfAccount(account).toString());
    }
    owners.addAll(more);
    List<String> all = new ArrayList<>();
    if (employee.phone() != null) {
      all.add(employee.phone());
    }
    all.addAll(phones);
    return new Human(id, employee.name(), owners, all, signsIn ? account : null, otherwise);
  }

  private static Human human(
      Holder holder, List<String> more, List<String> phones, Wishes otherwise) {
    RecipientId id = new RecipientId.OfAccount(holder.id());
    List<String> owners = new ArrayList<>(List.of(id.toString()));
    owners.addAll(more);
    return new Human(id, holder.name(), owners, phones, holder.id(), otherwise);
  }

  private Recipient recipient(Human human) {
    List<Wishes> said =
        human.owners.stream().map(book.wishes()::get).filter(Objects::nonNull).toList();
    Wishes first = said.isEmpty() ? human.otherwise : said.getFirst();
    List<ChannelKind> order =
        first.channels().isEmpty() ? human.otherwise.channels() : first.channels();
    List<Address> addresses = new ArrayList<>(wished(all(human, said), order));
    boolean held =
        severity != Severity.EMERGENCY
            && first.quietAt(at, zone)
            && addresses.removeIf(it -> it.channel() != ChannelKind.PAGE);
    String wanted = first.language() == null ? human.otherwise.language() : first.language();
    return new Recipient(
        human.id,
        human.name,
        wanted == null ? language : wanted,
        addresses,
        held ? first.quietUntil(at, zone) : null);
  }

  /** In their own order; what is not in it comes after it in an emergency, else not at all. */
  private List<Address> wished(List<Address> all, List<ChannelKind> order) {
    if (order.isEmpty()) {
      return all;
    }
    List<Address> sorted =
        all.stream()
            .sorted(
                Comparator.comparingInt((Address it) -> {
                  int place = order.indexOf(it.channel());
                  return place < 0 ? order.size() : place;
                }))
            .toList();
    List<Address> own = sorted.stream().filter(it -> order.contains(it.channel())).toList();
    return severity == Severity.EMERGENCY || own.isEmpty() ? sorted : own;
  }

  private List<Address> all(Human human, List<Wishes> said) {
    Set<Address> all = new LinkedHashSet<>();
    UUID account = human.account;
    if (account != null) {
      all.add(new Address(ChannelKind.PAGE, account.toString(), true));
      book.subscriptions()
          .getOrDefault(account, List.of())
          .forEach(it -> all.add(new Address(ChannelKind.PUSH, it, true)));
    }
    List<String> phones =
        Stream.concat(human.phones.stream(), said.stream().flatMap(it -> it.phones().stream()))
            .map(Phones::plain)
            .filter(it -> !it.isBlank())
            .distinct()
            .toList();
    phones.forEach(it -> add(all, human, ChannelKind.VOICE, it));
    phones.forEach(it -> add(all, human, ChannelKind.SMS, it));
    said.forEach(it -> add(all, human, ChannelKind.NTFY, it.ntfy()));
    said.forEach(it -> add(all, human, ChannelKind.WEBHOOK, it.webhook()));
    said.forEach(it -> add(all, human, ChannelKind.EMAIL, it.email()));
    return all.stream().filter(it -> available.contains(it.channel())).toList();
  }

  private void add(Set<Address> all, Human human, ChannelKind channel, @Nullable String to) {
    if (to != null) {
      all.add(new Address(channel, to, proven(human.owners, to)));
    }
  }

  private boolean proven(List<String> owners, String address) {
    return owners.stream().anyMatch(it -> book.proofs().contains(new Proof(it, address)));
  }

  /** What the office keeps of a contact, as wishes. */
  private static Wishes ofContact(Relative relative) {
    List<ChannelKind> channels =
        relative.contact().channels().stream()
            .flatMap(it -> CHANNELS_OF_CONTACTS.getOrDefault(it, List.of()).stream())
            .toList();
    String language = relative.contact().language();
    String known = language == null ? null : language.startsWith("en") ? "en" : "zh-CN";
    return new Wishes(List.of(), null, null, null, channels, List.of(), known);
  }
}
