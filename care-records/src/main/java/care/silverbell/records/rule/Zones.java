package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.person.Editor;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
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
  private final SetForPeople<Kept> zones;
  private final InstantSource clock;

  /** Keeps them in the database. */
  public Zones(Database database, InstantSource clock) {
    this.database = database;
    this.zones = new SetForPeople<>(database, "zone", Zones::kept, clock);
    this.clock = clock;
  }

  /**
   * One zone as it was set.
   *
   * @param until null while it stands
   * @param by who set it
   * @param tried what they had seen of it on the readings before; null of long ago
   */
  public record Kept(
      UUID id,
      Zone zone,
      Instant since,
      @Nullable Instant until,
      String by,
      @Nullable JsonObject tried) {}

  /** All of that person, the newest first. */
  List<Kept> list(PersonId person) {
    return zones.list(person);
  }

  /** Those of that person that stand. */
  public List<Zone> standing(PersonId person) {
    return list(person).stream().filter(it -> it.until() == null).map(Kept::zone).toList();
  }

  /**
   * Adds one from now on.
   *
   * @param tried what was seen of it on the readings before
   */
  Kept add(PersonId person, Zone zone, JsonObject tried, Editor by) {
    return kept(
        database
            .query(
                "adding a zone",
                """
                insert into zone (id, person, name, area, hours, since, set_by, set_by_name, tried)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning *
                """,
                UUID.randomUUID(),
                person.value(),
                zone.name(),
                ZoneJson.area(zone),
                ZoneJson.hours(zone),
                clock.instant(),
                by.account(),
                by.name(),
                tried)
            .iterator()
            .next());
  }

  /**
   * Ends one now; one that has ended stays as it is.
   *
   * @return empty where the person has no such zone
   */
  Optional<Kept> end(PersonId person, UUID id) {
    return zones.end(person, id);
  }

  /** Those that stand, of everybody who has any. */
  Map<PersonId, List<Zone>> standing() {
    Map<PersonId, List<Zone>> standing = new HashMap<>();
    zones.standing((person, kept) ->
        standing.computeIfAbsent(person, _ -> new ArrayList<>()).add(kept.zone()));
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
        row.getString("set_by_name"),
        row.getJsonObject("tried"));
  }
}
