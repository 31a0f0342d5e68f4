package care.silverbell.records.response.reach;

import care.silverbell.alerting.notification.ChannelKind;
import care.silverbell.ingest.database.Database;
import care.silverbell.records.access.Role;
import care.silverbell.records.person.Contact;
import care.silverbell.records.person.ContactRows;
import care.silverbell.records.response.reach.ReachBook.Cared;
import care.silverbell.records.response.reach.ReachBook.Employee;
import care.silverbell.records.response.reach.ReachBook.Holder;
import care.silverbell.records.response.reach.ReachBook.Proof;
import care.silverbell.records.response.reach.ReachBook.Relative;
import care.silverbell.records.response.reach.ReachBook.Robot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@link ReachBook}: for one person in two questions, or for everybody in two. */
public final class ReachReading {
  private static final String CARED =
      """
      select p.id, p.cell, p.closed_on is not null as closed,
             (select jsonb_agg(to_jsonb(k) || jsonb_build_object('account', l.account) order by k.place, k.id)
                from contact k left join contact_account l on l.contact = k.id where k.person = p.id) as contacts,
             array(select f.account from family_member f where f.person = p.id
                     and f.relation is distinct from 'self' order by f.account) as family,
             calls_are_refused(p.id) as calls_refused
        from person p
      """;

  private static final String OF_SOME =
      """
      with s as (select * from staff where id = any($1) or account = any($2)
                    or account in (select id from account where role = any($3))),
           a as (select * from account where disabled_at is null
                    and (id = any($2) or role = any($3) or id in (select account from s))),
           k as (select unnest($4::uuid[]) as id),
           c as (select unnest($5::uuid[]) as id),
      """;

  private static final String OF_ALL =
      """
      with s as (select * from staff),
           a as (select * from account where disabled_at is null),
           k as (select id from contact),
           c as (select id from grid_cell),
      """;

  private static final String BOOK =
      """
           owner as (select 'staff:' || id as name from s union all select 'account:' || id from a
                     union all select 'contact:' || id from k union all select 'group:' || id from c)
      select (select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'phone', s.phone, 'account', s.account)
                 order by s.code) from s) as staff,
             (select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.display_name, 'role', a.role) order by a.name)
                from a) as accounts,
             (select jsonb_agg(to_jsonb(o)) from own_reach o where o.owner in (select name from owner)) as wishes,
             (select jsonb_agg(jsonb_build_array(v.owner, v.address)) from verified_address v
               where v.owner in (select name from owner)) as proofs,
             (select jsonb_agg(jsonb_build_object('account', u.account, 'endpoint', u.endpoint, 'p256dh', u.p256dh,
                 'auth', u.auth) order by u.created_at, u.id) from push_subscription u
               where u.account in (select id from a)) as subscriptions,
             (select jsonb_agg(to_jsonb(g) order by g.place, g.id) from group_robot g where g.cell in (select id from c))
               as robots
      """;

  private final Database database;

  /** Reads from that pool. */
  public ReachReading(Database database) {
    this.database = database;
  }

  /** The person's own part; empty where there is no such person. */
  public Optional<Cared> cared(UUID person) {
    var rows = database.query("reading whom a press brings", CARED + " where p.id = $1", person);
    return rows.size() == 0 ? Optional.empty() : Optional.of(cared(rows.iterator().next()));
  }

  /** Everybody who wears a band now and whose file is open. */
  public List<Cared> wearers() {
    List<Cared> people = new ArrayList<>();
    database
        .query(
            "reading whom presses bring",
            CARED
                + " where p.closed_on is null and p.id in (select person from wearing where until"
                + " is null) order by p.id")
        .forEach(row -> people.add(cared(row)));
    return people;
  }

  /**
   * What is needed to tell some.
   *
   * @param person null where nobody is cared for
   * @param cells whose groups may be told
   */
  public ReachBook book(
      @Nullable Cared person, Collection<UUID> staff, Set<Role> roles, Collection<UUID> cells) {
    List<Relative> contacts = person == null ? List.of() : person.contacts();
    List<UUID> family = person == null ? List.of() : person.family();
    var rows =
        database.query(
            "reading how they can be told",
            OF_SOME + BOOK,
            staff.toArray(UUID[]::new),
            Stream.concat(
                    family.stream(),
                    contacts.stream().map(Relative::account).filter(Objects::nonNull))
                .toArray(UUID[]::new),
            roles.stream().map(Role::wireName).toArray(String[]::new),
            contacts.stream().map(Relative::id).toArray(UUID[]::new),
            cells.toArray(UUID[]::new));
    return book(person == null ? List.of() : List.of(person), rows.iterator().next());
  }

  /** What is needed to tell one account. */
  public ReachBook bookOfAccount(UUID account) {
    var rows =
        database.query(
            "reading how they can be told",
            OF_SOME + BOOK,
            new UUID[0],
            new UUID[] {account},
            new String[0],
            new UUID[0],
            new UUID[0]);
    return book(List.of(), rows.iterator().next());
  }

  /** What is needed to tell anybody, with those people. */
  public ReachBook bookOfAll(List<Cared> people) {
    return book(
        people, database.query("reading how all can be told", OF_ALL + BOOK).iterator().next());
  }

  private static ReachBook book(List<Cared> people, Row row) {
    Map<UUID, Employee> staff = new HashMap<>();
    Map<UUID, UUID> staffOf = new HashMap<>();
    objects(row, "staff")
        .forEach(it -> {
          Employee employee =
              new Employee(id(it, "id"), it.getString("name"), it.getString("phone"), idOrNull(it));
          staff.put(employee.id(), employee);
          UUID account = employee.account();
          if (account != null) {
            staffOf.putIfAbsent(account, employee.id());
          }
        });
    Map<UUID, Holder> accounts = new LinkedHashMap<>();
    objects(row, "accounts")
        .forEach(it -> {
          UUID id = id(it, "id");
          Role role = Role.valueOf(it.getString("role").toUpperCase(Locale.ROOT));
          accounts.put(id, new Holder(id, it.getString("name"), role, staffOf.get(id)));
        });
    Map<UUID, Cared> cared = new HashMap<>();
    people.forEach(it -> cared.put(it.id(), it));
    return new ReachBook(
        cared, staff, accounts, wishes(row), proofs(row), subscriptions(row), robots(row));
  }

  private static Map<String, Wishes> wishes(Row row) {
    Map<String, Wishes> wishes = new HashMap<>();
    objects(row, "wishes").forEach(it -> wishes.put(it.getString("owner"), WishesJson.ofRow(it)));
    return wishes;
  }

  private static Set<Proof> proofs(Row row) {
    Set<Proof> proofs = new HashSet<>();
    JsonArray kept = row.getJsonArray("proofs");
    if (kept != null) {
      kept.stream()
          .map(JsonArray.class::cast)
          .forEach(it -> proofs.add(new Proof(it.getString(0), it.getString(1))));
    }
    return proofs;
  }

  private static Map<UUID, List<String>> subscriptions(Row row) {
    Map<UUID, List<String>> subscriptions = new HashMap<>();
    objects(row, "subscriptions")
        .forEach(it ->
            subscriptions
                .computeIfAbsent(id(it, "account"), _ -> new ArrayList<>())
                .add(
                    PushSubscriptions.address(
                        it.getString("endpoint"), it.getString("p256dh"), it.getString("auth"))));
    return subscriptions;
  }

  private static Map<UUID, List<Robot>> robots(Row row) {
    Map<UUID, List<Robot>> robots = new HashMap<>();
    objects(row, "robots")
        .forEach(it ->
            robots
                .computeIfAbsent(id(it, "cell"), _ -> new ArrayList<>())
                .add(
                    new Robot(
                        ChannelKind.of(it.getString("channel")),
                        it.getString("address"),
                        it.getString("name"))));
    return robots;
  }

  private static Cared cared(Row row) {
    List<Relative> contacts = new ArrayList<>();
    JsonArray kept = row.getJsonArray("contacts");
    if (kept != null) {
      List<Contact> read = ContactRows.read(kept);
      for (int i = 0; i < read.size(); i++) {
        JsonObject json = kept.getJsonObject(i);
        contacts.add(new Relative(id(json, "id"), read.get(i), idOrNull(json)));
      }
    }
    return new Cared(
        row.getUUID("id"),
        row.getUUID("cell"),
        row.getBoolean("closed"),
        contacts,
        List.of(row.getArrayOfUUIDs("family")),
        row.getBoolean("calls_refused"));
  }

  private static Stream<JsonObject> objects(Row row, String column) {
    JsonArray kept = row.getJsonArray(column);
    return kept == null ? Stream.empty() : kept.stream().map(JsonObject.class::cast);
  }

  private static UUID id(JsonObject json, String name) {
    return UUID.fromString(json.getString(name));
  }

  private static @Nullable UUID idOrNull(JsonObject json) {
    String text = json.getString("account");
    return text == null ? null : UUID.fromString(text);
  }
}
