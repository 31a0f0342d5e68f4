package care.silverbell.records.sheet.store;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.band.BandStanding;
import care.silverbell.records.person.Contact;
import care.silverbell.records.person.PeopleTogether;
import care.silverbell.records.person.PersonFile;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.check.Known;
import io.vertx.sqlclient.SqlClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The people, their contacts and the bands that the database holds. A person's key is their code,
 * or their id where the office has given them none.
 *
 * @param people by key
 * @param versions of the files, not later than they are
 * @param byIdNumber each person's key by their resident id number
 * @param contacts by person; those who ended too
 * @param bands how each stands by serial, its wearer named by key
 */
record PeopleHoldings(
    Map<String, Held> people,
    Map<PersonId, PersonFile> files,
    Map<PersonId, Long> versions,
    Map<String, String> byIdNumber,
    Map<PersonId, List<Contact>> contacts,
    Map<String, BandStanding> bands) {

  static PeopleHoldings read(SqlClient client, RecordSeal seal, GridHoldings grid) {
    Map<Object, String> cellCodes = new HashMap<>();
    grid.cells().values().forEach(it -> cellCodes.put(it.id(), it.key()));
    Map<PersonId, Long> versions = PeopleTogether.versions(client);
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
        people, files, versions, byIdNumber, PeopleTogether.contacts(client), bands(client, keys));
  }

  /** How each band stands, its wearer named by their key. */
  static Map<String, BandStanding> bands(SqlClient client, Map<PersonId, String> keys) {
    Map<String, BandStanding> bands = BandStanding.all(client);
    bands.replaceAll((_, it) ->
        it.wearer().isEmpty() ? it : it.wornBy(keys.getOrDefault(PersonId.of(it.wearer()), "")));
    return bands;
  }

  /** The keys of those whose file is closed. */
  Set<String> closed() {
    Set<String> closed = new HashSet<>();
    people.forEach((key, held) -> {
      PersonFile file = files.get(new PersonId(held.id()));
      if (file != null && file.closed() != null) {
        closed.add(key);
      }
    });
    return closed;
  }

  /** Who each person is, by their key. */
  Map<String, Known.Kept> kept() {
    Map<String, Known.Kept> kept = new HashMap<>();
    people.forEach((key, held) ->
        kept.put(
            key,
            new Known.Kept(
                held.text(Column.PERSON_ID_NUMBER),
                held.text(Column.PERSON_NAME),
                held.text(Column.PERSON_BIRTH))));
    return kept;
  }
}
