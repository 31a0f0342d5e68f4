package care.silverbell.records.response.reach;

import care.silverbell.alerting.incident.Severity;
import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.person.ContactJson;
import care.silverbell.records.person.Editor;
import care.silverbell.records.response.reach.ReachBook.Cared;
import care.silverbell.records.response.reach.ReachBook.Holder;
import care.silverbell.records.response.reach.ReachBook.Relative;
import care.silverbell.records.seal.SealedWords;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose wishes, addresses and proofs are kept, and how each of them can be told now. */
public final class Owners {
  private final Database database;
  private final SealedWords words;
  private final ReachReading reading;
  private final Setting setting;
  private final InstantSource clock;

  /** Keeps wishes there, what opens something sealed. */
  public Owners(Database database, SealedWords words, Setting setting, InstantSource clock) {
    this.database = database;
    this.words = words;
    this.reading = new ReachReading(database);
    this.setting = setting;
    this.clock = clock;
  }

  /**
   * What this installation has.
   *
   * @param available its channels
   * @param zone whose wall clock hours are written by
   * @param language of who has no wish
   */
  public record Setting(Set<ChannelKind> available, ZoneId zone, String language) {
    /** Defensive copy. */
    public Setting {
      available = Set.copyOf(available);
    }
  }

  /**
   * Somebody whose wishes are kept.
   *
   * @param owner as {@link RecipientId} writes it
   * @param person whose contact they are; null for who is none
   * @param account that is known to be a contact's
   */
  public record Owner(
      String owner,
      Recipient recipient,
      Wishes wishes,
      @Nullable PersonId person,
      @Nullable Holder account) {}

  /** An address of theirs as it was written. */
  String written(String address) {
    return words.open(address);
  }

  /** What this installation has. */
  public Setting setting() {
    return setting;
  }

  /** The account's holder: as who they are on the staff list, if they are on it. */
  public Owner ofAccount(UUID account) {
    ReachBook book = reading.bookOfAccount(account);
    Recipient recipient =
        ways(book)
            .account(account)
            .orElseThrow(() -> new IllegalStateException("who is signed in has no account"));
    return owner(recipient.id().toString(), book, recipient);
  }

  /** One of the staff. */
  public Optional<Owner> ofStaff(UUID staff) {
    ReachBook book = reading.book(null, List.of(staff), Set.of(), List.of());
    return ways(book)
        .staff(staff)
        .map(it -> owner(new RecipientId.OfStaff(staff).toString(), book, it));
  }

  /** A contact of that person. */
  public Optional<Owner> ofContact(PersonId person, UUID contact) {
    return reading.cared(person.value()).flatMap(it -> ofContact(it, contact));
  }

  /** Whoever is called by that name; a group is its robots. */
  public Optional<Owner> named(String owner) {
    return switch (RecipientId.of(owner)) {
      case RecipientId.OfStaff(UUID staff) -> ofStaff(staff);
      case RecipientId.OfAccount(UUID account) ->
          reading.bookOfAccount(account).accounts().containsKey(account)
              ? Optional.of(ofAccount(account))
              : Optional.empty();
      case RecipientId.OfContact(UUID contact) ->
          personOf(contact).flatMap(it -> ofContact(it, contact));
      case RecipientId.OfGroup(UUID cell) -> {
        ReachBook book = reading.book(null, List.of(), Set.of(), List.of(cell));
        yield ways(book).group(cell).map(it -> owner(owner, book, it));
      }
      case RecipientId.OfCanary _ -> Optional.empty();
    };
  }

  /** Keeps what they wish. */
  public void put(String owner, Wishes wishes, Editor by) {
    String webhook = wishes.webhook();
    String topic = wishes.ntfy();
    var _ =
        database.query(
            "keeping how somebody wants to be told",
            """
            insert into own_reach (owner, phones, email, ntfy, webhook, channels, quiet, language, changed_at, changed_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (owner) do update set phones = excluded.phones, email = excluded.email, ntfy = excluded.ntfy,
              webhook = excluded.webhook, channels = excluded.channels, quiet = excluded.quiet,
              language = excluded.language, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """,
            owner,
            wishes.phones().toArray(String[]::new),
            wishes.email(),
            topic == null ? null : words.sealed(topic),
            webhook == null ? null : words.sealedAddress(webhook),
            wishes.channels().stream().map(ChannelKind::wireName).toArray(String[]::new),
            ContactJson.hours(wishes.quiet()),
            wishes.language(),
            clock.instant(),
            by.name());
  }

  /**
   * Says that the account of that name is the contact's; answers false if it is neither of the
   * person's family nor on the staff list.
   */
  public boolean link(PersonId person, UUID contact, String account, Editor by) {
    return database
            .query(
                "linking a contact and an account",
                """
                insert into contact_account (contact, account, since, linked_by)
                select $2, a.id, $4, $5 from account a where a.name = $3
                   and (exists (select from family_member f where f.account = a.id and f.person = $1)
                        or exists (select from staff s where s.account = a.id))
                on conflict (contact) do update set account = excluded.account, since = excluded.since,
                  linked_by = excluded.linked_by
                """,
                person.value(),
                contact,
                account,
                clock.instant(),
                by.name())
            .rowCount()
        > 0;
  }

  /** Says that no account is known to be the contact's. */
  public void unlink(UUID contact) {
    var _ =
        database.query(
            "parting a contact and an account",
            "delete from contact_account where contact = $1",
            contact);
  }

  private Optional<Owner> ofContact(Cared cared, UUID contact) {
    Relative relative =
        cared.contacts().stream().filter(it -> it.id().equals(contact)).findFirst().orElse(null);
    if (relative == null) {
      return Optional.empty();
    }
    ReachBook book = reading.book(cared, List.of(), Set.of(), List.of());
    String owner = new RecipientId.OfContact(contact).toString();
    UUID account = relative.account();
    return Optional.of(
        new Owner(
            owner,
            ways(book).contact(relative),
            book.wishes().getOrDefault(owner, Wishes.NONE),
            new PersonId(cared.id()),
            account == null ? null : book.accounts().get(account)));
  }

  private Optional<Cared> personOf(UUID contact) {
    var rows =
        database.query(
            "finding whose contact it is", "select person from contact where id = $1", contact);
    return rows.size() == 0
        ? Optional.empty()
        : reading.cared(rows.iterator().next().getUUID("person"));
  }

  private static Owner owner(String owner, ReachBook book, Recipient recipient) {
    return new Owner(owner, recipient, book.wishes().getOrDefault(owner, Wishes.NONE), null, null);
  }

  private Ways ways(ReachBook book) {
    return new Ways(
        book,
        setting.available,
        Severity.EMERGENCY,
        clock.instant(),
        setting.zone,
        setting.language);
  }
}
