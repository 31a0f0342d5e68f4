package care.silverbell.records.sheet.store;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.person.Contact;
import care.silverbell.records.person.PeopleTogether;
import care.silverbell.records.person.PersonFile;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.check.Known;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The people, their contacts and the bands that the database holds. A person's key is their code,
 * or their id where the office has given them none.
 *
 * @param people by key
 * @param byIdNumber each person's key by their resident id number
 * @param contacts by person; those who ended too
 * @param wearers for each band who wears it or wore it last
 */
record PeopleHoldings(
    Map<String, Held> people,
    Map<PersonId, PersonFile> files,
    Map<String, String> byIdNumber,
    Map<PersonId, List<Contact>> contacts,
    Map<String, Known.LastWorn> wearers) {

  static PeopleHoldings read(SqlClient client, RecordSeal seal, GridHoldings grid, ZoneId zone) {
    Map<Object, String> cellCodes = new HashMap<>();
    grid.cells().values().forEach(it -> cellCodes.put(it.id(), it.key()));
    Map<PersonId, PersonFile> files = PeopleTogether.files(client, seal);
    Map<String, Held> people = new LinkedHashMap<>();
    Map<String, String> byIdNumber = new HashMap<>();
    Map<PersonId, String> keys = new HashMap<>();
    files.forEach((id, file) -> {
      Map<Column, String> cells =
          FileColumns.cells(file, cellCodes.getOrDefault(file.home().cell(), ""));
      String code = file.identity().code();
      String key = code == null ? id.toString() : code;
      cells.put(Column.PERSON_CODE, key);
      people.put(key, new Held(key, id.value(), cells));
      keys.put(id, key);
      if (!cells.getOrDefault(Column.PERSON_ID_NUMBER, "").isEmpty()) {
        byIdNumber.put(cells.getOrDefault(Column.PERSON_ID_NUMBER, ""), key);
      }
    });
    return new PeopleHoldings(
        people, files, byIdNumber, PeopleTogether.contacts(client), wearers(client, keys, zone));
  }

  /** Who wears each band, or wore it last. */
  static Map<String, Known.LastWorn> wearers(
      SqlClient client, Map<PersonId, String> keys, ZoneId zone) {
    Map<String, Known.LastWorn> wearers = new LinkedHashMap<>();
    for (Row row :
        Database.query(
            client,
            "reading who wears the bands",
            """
            select b.serial, b.registered_at, w.person, w.since, w.until from band b
              left join lateral (select * from wearing where band = b.serial order by since desc limit 1) w on true
             order by b.serial
            """)) {
      Instant since = Database.instantOrNull(row, "since");
      Instant until = Database.instantOrNull(row, "until");
      boolean worn = since != null && until == null;
      Instant last = until != null ? until : since != null ? since : Instant.EPOCH;
      wearers.put(
          row.getString("serial"),
          new Known.LastWorn(
              worn ? keys.getOrDefault(new PersonId(row.getUUID("person")), "") : "",
              LocalDateTime.ofInstant(last, zone).truncatedTo(ChronoUnit.SECONDS)));
    }
    return wearers;
  }

  /** Each person's resident id number by their key, empty where it is not known. */
  Map<String, String> idNumbers() {
    Map<String, String> numbers = new HashMap<>();
    people.forEach((key, held) -> numbers.put(key, held.text(Column.PERSON_ID_NUMBER)));
    return numbers;
  }
}
