package care.silverbell.records.seeking;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.notification.AnswerTokens;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Secret;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cards by which others help to search: each is found by a link, of which only the hash is
 * kept, and which is derived anew for those who may hand it on.
 */
public final class SearchCards {
  /** Whether the wearer, {@code i.person}, agrees now to be shown to volunteers. */
  private static final String AGREED =
      """
      exists (select 1 from consent n
               where n.person = i.person and n.to_whom = 'volunteers' and n.what = 'position'
                 and n.until is null) as agreed
      """;

  private static final String FIND =
      """
      select c.*, i.person, i.opened_at, i.state, i.latitude, i.longitude, i.accuracy_metres, i.source,
             p.name, p.sex, p.birth_date,
      """
          + AGREED
          + """
            from search_card c join incident i on i.id = c.incident join person p on p.id = i.person
           where c.token_hash = $1
          """;

  private static final String OF_INCIDENT =
      "select c.*, "
          + AGREED
          + """
            from search_card c join incident i on i.id = c.incident
           where c.incident = $1 order by c.made_at desc, c.id
          """;

  private final Database database;
  private final AnswerTokens tokens;

  /**
   * Keeps them in the database.
   *
   * @param tokens with a key of their own
   */
  public SearchCards(Database database, AnswerTokens tokens) {
    this.database = database;
    this.tokens = tokens;
  }

  /**
   * A card as those who search keep it.
   *
   * @param clothes what they wear, as somebody has seen them last
   * @param call the number of whoever is to hear of them
   * @param withdrawnAt null while it was not
   * @param why what was said for making it without the wearer's consent; null where it stands on
   *     that
   * @param agreed whether that consent stands now
   */
  record Card(
      UUID id,
      String clothes,
      String call,
      Instant madeAt,
      String by,
      Instant until,
      @Nullable Instant withdrawnAt,
      @Nullable String why,
      boolean agreed) {

    boolean isOpen(Instant now) {
      return withdrawnAt == null && until.isAfter(now) && (agreed || why != null);
    }
  }

  /**
   * A card as whoever holds its link may see it.
   *
   * @param over whether the search is
   * @param fix where the incident has them; null where it does not say
   */
  record Shown(
      Card card,
      PersonId person,
      String name,
      String sex,
      LocalDate birthDate,
      Instant since,
      boolean over,
      @Nullable Position fix) {}

  /** Whether the wearer agrees now to be shown to volunteers. */
  boolean agreed(IncidentId incident) {
    return database
        .query(
            "reading whether somebody may be shown to volunteers",
            "select " + AGREED + " from incident i where i.id = $1",
            incident.value())
        .iterator()
        .next()
        .getBoolean("agreed");
  }

  /**
   * Makes one.
   *
   * @param why null where it stands on the wearer's consent
   */
  Card make(
      IncidentId incident,
      String clothes,
      String call,
      @Nullable String why,
      Instant until,
      Account by,
      Instant now) {
    UUID id = UUID.randomUUID();
    var _ =
        database.query(
            "making a search card",
            """
            insert into search_card (id, incident, token_hash, clothes, call, why, made_at, made_by, made_by_name, until)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            id,
            incident.value(),
            Secret.hash(tokens.of(id)),
            clothes,
            call,
            why,
            now,
            by.id(),
            by.displayName(),
            until);
    return new Card(id, clothes, call, now, by.displayName(), until, null, why, why == null);
  }

  /** The link's token of that card. */
  String token(Card card) {
    return tokens.of(card.id());
  }

  /** Those of the incident, the newest first. */
  List<Card> of(IncidentId incident) {
    return cards(database.query("reading search cards", OF_INCIDENT, incident.value()));
  }

  /** Withdraws it: its link shows nothing any more. Empty where the incident has no such card. */
  Optional<Card> withdraw(IncidentId incident, UUID card, Account by, Instant now) {
    return cards(
            database.query(
                "withdrawing a search card",
                """
                update search_card set withdrawn_at = coalesce(withdrawn_at, $3),
                       withdrawn_by_name = coalesce(withdrawn_by_name, $4)
                 where incident = $1 and id = $2 returning *, false as agreed
                """,
                incident.value(),
                card,
                now,
                by.displayName()))
        .stream()
        .findFirst();
  }

  /** The one that is found by that token. */
  Optional<Shown> find(String token) {
    for (Row row : database.query("finding a search card", FIND, Secret.hash(token))) {
      return Optional.of(
          new Shown(
              card(row),
              new PersonId(row.getUUID("person")),
              row.getString("name"),
              row.getString("sex"),
              row.getLocalDate("birth_date"),
              Database.instant(row, "opened_at"),
              row.getString("state").equals("resolved"),
              position(row)));
    }
    return Optional.empty();
  }

  private static List<Card> cards(RowSet<Row> rows) {
    List<Card> cards = new ArrayList<>();
    rows.forEach(row -> cards.add(card(row)));
    return cards;
  }

  private static Card card(Row row) {
    return new Card(
        row.getUUID("id"),
        row.getString("clothes"),
        row.getString("call"),
        Database.instant(row, "made_at"),
        row.getString("made_by_name"),
        Database.instant(row, "until"),
        Database.instantOrNull(row, "withdrawn_at"),
        row.getString("why"),
        row.getBoolean("agreed"));
  }

  private static @Nullable Position position(Row row) {
    Double latitude = row.getDouble("latitude");
    return latitude == null
        ? null
        : new Position(
            latitude, row.getDouble("longitude"), row.getDouble("accuracy_metres"), null);
  }
}
