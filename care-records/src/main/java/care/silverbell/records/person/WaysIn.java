package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.seal.RecordSeal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What opens a person's door, which is kept sealed for that person, as text. */
public final class WaysIn {
  private static final int AT_ONCE = 1_000;

  /** Before what is sealed and then written in Base64. */
  private static final String SEALED = "sealed:";

  private static final String IN_CLEAR =
      """
      select id, how_to_get_in, door_code, key_place from person
       where not (starts_with(coalesce(how_to_get_in, $1), $1) and starts_with(coalesce(door_code, $1), $1)
                  and starts_with(coalesce(key_place, $1), $1)) limit $2
      """;

  /** Where somebody has written anew meanwhile, that stays. */
  private static final String SEAL =
      """
      update person set how_to_get_in = $5, door_code = $6, key_place = $7
       where id = $1 and (how_to_get_in, door_code, key_place) is not distinct from ($2, $3, $4)
      """;

  private WaysIn() {}

  /** Seals those that were kept before they were sealed; where all are it does nothing. */
  public static void sealOld(Database database, RecordSeal seal) {
    while (true) {
      List<Tuple> found = new ArrayList<>();
      database
          .query("looking for ways in that are in clear", IN_CLEAR, SEALED, AT_ONCE)
          .forEach(row -> found.add(anew(seal, row)));
      if (found.isEmpty()) {
        return;
      }
      database.batch("sealing ways in", SEAL, found);
    }
  }

  private static Tuple anew(RecordSeal seal, Row row) {
    PersonId id = new PersonId(row.getUUID("id"));
    return Database.tuple(
        id.value(),
        row.getString("how_to_get_in"),
        row.getString("door_code"),
        row.getString("key_place"),
        sealed(seal, id, opened(seal, row, "how_to_get_in")),
        sealed(seal, id, opened(seal, row, "door_code")),
        sealed(seal, id, opened(seal, row, "key_place")));
  }

  static @Nullable String sealed(RecordSeal seal, PersonId id, @Nullable String words) {
    return words == null
        ? null
        : SEALED + Base64.getEncoder().encodeToString(seal.seal(id.value(), words));
  }

  /** As it was written; also what was kept before anything was sealed. */
  static @Nullable String opened(RecordSeal seal, Row row, String column) {
    String kept = row.getString(column);
    return kept == null || !kept.startsWith(SEALED)
        ? kept
        : seal.open(row.getUUID("id"), Base64.getDecoder().decode(kept.substring(SEALED.length())));
  }
}
