package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.person.Editor;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where people are expected to be; zones that have ended are kept. */
public final class Zones {
  private final Database database;

  /** Keeps them in the database. */
  public Zones(Database database) {
    this.database = database;
  }

  /**
   * One zone as it was set.
   *
   * @param until null while it stands
   * @param by who set it
   */
  public record Kept(UUID id, Zone zone, Instant since, @Nullable Instant until, String by) {}

  /** All of that person, the newest first. */
  List<Kept> list(PersonId person) {
    List<Kept> kept = new ArrayList<>();
    database
        .query(
            "reading zones",
            "select * from zone where person = $1 order by since desc, id",
            person.value())
        .forEach(row -> kept.add(kept(row)));
    return kept;
  }

  /** Those of that person that stand. */
  public List<Zone> standing(PersonId person) {
    return list(person).stream().filter(it -> it.until() == null).map(Kept::zone).toList();
  }

  Kept add(PersonId person, Zone zone, Editor by, Instant now) {
    return kept(
        database
            .query(
                "adding a zone",
                """
                insert into zone (id, person, name, area, hours, since, set_by, set_by_name)
                values ($1, $2, $3, $4, $5, $6, $7, $8) returning *
                """,
                UUID.randomUUID(),
                person.value(),
                zone.name(),
                ZoneJson.area(zone),
                ZoneJson.hours(zone),
                now,
                by.account(),
                by.name())
            .iterator()
            .next());
  }

  /**
   * Ends one now; one that has ended stays as it is.
   *
   * @return empty where the person has no such zone
   */
  Optional<Kept> end(PersonId person, UUID id, Instant now) {
    var _ =
        database.query(
            "ending a zone",
            "update zone set until = $3 where person = $1 and id = $2 and until is null",
            person.value(),
            id,
            now);
    return list(person).stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** Those that stand, of everybody who has any. */
  Map<PersonId, List<Zone>> standing() {
    Map<PersonId, List<Zone>> standing = new HashMap<>();
    database
        .query("reading the zones that stand", "select * from zone where until is null")
        .forEach(row ->
            standing
                .computeIfAbsent(new PersonId(row.getUUID("person")), _ -> new ArrayList<>())
                .add(kept(row).zone()));
    return standing;
  }

  private static Kept kept(Row row) {
    return new Kept(
        row.getUUID("id"),
        new Zone(
            row.getString("name"),
            ZoneJson.area(row.getJsonObject("area")),
            ZoneJson.hours(row.getJsonArray("hours"))),
        Database.instant(row, "since"),
        Database.instantOrNull(row, "until"),
        row.getString("set_by_name"));
  }
}
