package care.silverbell.records.access;

import care.silverbell.alerting.incident.IncidentStore;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How accounts stand to people, looked up for {@link Policy}. Whose people are whose is the view
 * {@code account_sees}.
 */
public final class Visibility {
  /** One row for an account and a person; what stands in it is what {@link #standing} reads. */
  private static final String STANDING =
      """
      select s.account, s.person, true as own,
             exists (select from incident i where i.person = s.person and i.state <> 'resolved' and i.severity <> 'notice')
               as emergency,
             array(select c.what from consent c where c.person = s.person and c.to_whom = s.role
                      and c.since <= now() and (c.until is null or c.until > now())) as consented,
             exists (select from break_glass b where b.account = s.account and b.person = s.person and b.until > now())
               as broken,
             exists (select from family_member f where f.account = s.account and f.person = s.person and f.relation = 'self')
               as self,
             case when s.role = 'family' then
               array(select c.what from consent c where c.person = s.person and c.to_whom = s.role
                      group by c.what having bool_and(c.until is not null)) else '{}' end as refused
        from account_sees s
      """;

  private static final String BROKEN_GLASS =
      """
       union all
      select b.account, b.person, false, false, '{}', true, false, '{}' from break_glass b where b.until > now()
      """;

  private final Database database;

  /** Asks the database. */
  public Visibility(Database database) {
    this.database = database;
  }

  /** What the account sees of the person; empty where for them there is no such person. */
  public Optional<Sight> sight(Account account, PersonId person) {
    return Optional.ofNullable(sights(account, List.of(person)).get(person));
  }

  /** What the account sees of each of those people; who is not among them is nobody to them. */
  public Map<PersonId, Sight> sights(Account account, Collection<PersonId> people) {
    UUID[] ids = people.stream().map(PersonId::value).distinct().toArray(UUID[]::new);
    return sights(
        account,
        STANDING
            + " where s.account = $1 and s.person = any($2)"
            + BROKEN_GLASS
            + " and b.account = $1 and b.person = any($2)",
        account.id(),
        ids);
  }

  /** What the account sees of everybody they may see. */
  public Map<PersonId, Sight> sights(Account account) {
    return sights(
        account,
        STANDING + " where s.account = $1" + BROKEN_GLASS + " and b.account = $1",
        account.id());
  }

  /** Whether the account is the person's own. */
  public boolean isThemself(Account account, PersonId person) {
    return account.role() == Role.FAMILY
        && database
                .query(
                    "asking whether an account is the person's own",
                    "select from family_member where account = $1 and person = $2 and relation = 'self'",
                    account.id(),
                    person.value())
                .size()
            > 0;
  }

  /** Since when an incident of the person that is more than a notice is open. */
  private Optional<Instant> emergencySince(PersonId person) {
    Row row =
        database
            .query(
                "asking since when somebody needs help",
                "select min(opened_at) as since from incident where person = $1 and state <>"
                    + " 'resolved' and severity <> 'notice'",
                person.value())
            .iterator()
            .next();
    return Optional.ofNullable(Database.instantOrNull(row, "since"));
  }

  /**
   * From when on that aspect is shown, of what was asked: what an incident alone opens begins a
   * little before it.
   *
   * @return {@code to} where nothing of it is shown
   */
  public Instant shownFrom(PersonId person, Sight sight, Aspect aspect, Instant from, Instant to) {
    if (!sight.showsByIncident(aspect)) {
      return from;
    }
    Instant earliest =
        emergencySince(person).map(since -> since.minus(Policy.before(aspect))).orElse(to);
    if (from.isAfter(earliest)) {
      return from;
    }
    return earliest.isBefore(to) ? earliest : to;
  }

  /** What the account sees of the person's calls; empty where for them there are none. */
  public Optional<Sight> sightOfCalls(Account account, PersonId person) {
    return sight(account, person).filter(it -> it.shows(Aspect.CALLS));
  }

  /** The same of each of those people. */
  public Map<PersonId, Sight> sightsOfCalls(Account account, Collection<PersonId> people) {
    return onlyWithCalls(sights(account, people));
  }

  private static Map<PersonId, Sight> onlyWithCalls(Map<PersonId, Sight> sights) {
    sights.values().removeIf(it -> !it.shows(Aspect.CALLS));
    return sights;
  }

  /** Asks how every account that may see the person stands to them. */
  public static Statement audience(PersonId person) {
    return Statement.of(
        STANDING + " where s.person = $1" + BROKEN_GLASS + " and b.person = $1", person.value());
  }

  /** The answer to {@link #audience}, by the account's id. */
  public static Map<UUID, Standing> standings(Iterable<Row> rows) {
    Map<UUID, Standing> standings = new HashMap<>();
    rows.forEach(row -> standings.merge(row.getUUID("account"), standing(row), Visibility::both));
    return standings;
  }

  /** Everybody the account may see. */
  public List<PersonId> peopleOf(Account account) {
    List<PersonId> people = new ArrayList<>();
    database
        .query(
            "asking whom the account may see",
            "select person from account_sees where account = $1"
                + " union select person from break_glass where account = $1 and until > now()",
            account.id())
        .forEach(row -> people.add(new PersonId(row.getUUID("person"))));
    return people;
  }

  /** Whose incidents the account may see. */
  public IncidentStore.Scope incidentsOf(Account account) {
    return switch (account.role()) {
      case ADMIN, DESK -> IncidentStore.Scope.ALL;
      case DOCTOR, GRID ->
          new IncidentStore.Scope(peopleOf(account), account.role().seesUnknownCallers());
      case FAMILY ->
          new IncidentStore.Scope(
              List.copyOf(onlyWithCalls(sights(account)).keySet()),
              account.role().seesUnknownCallers());
    };
  }

  /** The cells where the account's people live and those above; it has nobody in any other. */
  public Map<UUID, CellPlace> placesOf(Account account) {
    Map<UUID, CellPlace> places = new HashMap<>();
    database
        .query(
            "asking where the account's people live",
            """
            select w.above as cell, bool_or(w.steps = 0) as own,
                   bool_or(w.steps = 0 and exists (select from incident i where i.person = p.id
                             and i.state <> 'resolved' and i.severity <> 'notice')) as emergency
              from account_sees s join person p on p.id = s.person join grid_within w on w.cell = p.cell
             where s.account = $1 group by w.above
            """,
            account.id())
        .forEach(row ->
            places.put(
                row.getUUID("cell"),
                row.getBoolean("emergency")
                    ? CellPlace.OWN_IN_AN_EMERGENCY
                    : row.getBoolean("own") ? CellPlace.OWN : CellPlace.ABOVE_OWN));
    return places;
  }

  private Map<PersonId, Sight> sights(Account account, String sql, @Nullable Object... arguments) {
    Map<PersonId, Standing> standings = new HashMap<>();
    database
        .query("asking what the account may see", sql, arguments)
        .forEach(row ->
            standings.merge(new PersonId(row.getUUID("person")), standing(row), Visibility::both));
    Map<PersonId, Sight> sights = new HashMap<>();
    standings.forEach((person, standing) ->
        Policy.sight(account.role(), standing).ifPresent(sight -> sights.put(person, sight)));
    return sights;
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.getBoolean("own"),
        row.getBoolean("emergency"),
        aspects(row, "consented"),
        row.getBoolean("broken"),
        row.getBoolean("self"),
        aspects(row, "refused"));
  }

  private static Set<Aspect> aspects(Row row, String column) {
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    Arrays.stream(row.getArrayOfStrings(column))
        .map(Visibility::consented)
        .forEach(aspects::addAll);
    return aspects;
  }

  private static Standing both(Standing a, Standing b) {
    return new Standing(
        a.own() || b.own(),
        a.emergency() || b.emergency(),
        both(a.consented(), b.consented()),
        a.brokenGlass() || b.brokenGlass(),
        a.self() || b.self(),
        both(a.refused(), b.refused()));
  }

  private static Set<Aspect> both(Set<Aspect> a, Set<Aspect> b) {
    Set<Aspect> both = EnumSet.noneOf(Aspect.class);
    both.addAll(a);
    both.addAll(b);
    return both;
  }

  private static Set<Aspect> consented(String what) {
    return switch (what) {
      case "health" -> Set.of(Aspect.HEALTH);
      case "readings" -> Set.of(Aspect.READINGS, Aspect.USUAL);
      case "position" -> Set.of(Aspect.POSITION);
      case "calls" -> Set.of(Aspect.CALLS);
      default -> throw new IllegalStateException("nobody consents to " + what);
    };
  }
}
