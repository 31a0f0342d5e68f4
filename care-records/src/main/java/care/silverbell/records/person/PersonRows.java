package care.silverbell.records.person;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.search.SearchText;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person's file as a row of the database, both ways. */
final class PersonRows {
  static final String UPSERT =
      """
      insert into person (id, name, sex, birth_date, code, resident_id_sealed, resident_id_mark, phone, dialect, address,
                          latitude, longitude, cell, living, how_to_get_in, door_code, key_place, mobility, hearing, sight,
                          blood_group, conditions, medicines, allergies, risk, doctor, closed_on, closed_why, search)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
              $25, (select id from account where name = $26), $27, $28, $29)
      on conflict (id) do update set name = excluded.name, sex = excluded.sex, birth_date = excluded.birth_date,
        code = excluded.code, resident_id_sealed = excluded.resident_id_sealed, resident_id_mark = excluded.resident_id_mark,
        phone = excluded.phone, dialect = excluded.dialect, address = excluded.address, latitude = excluded.latitude,
        longitude = excluded.longitude, cell = excluded.cell, living = excluded.living, how_to_get_in = excluded.how_to_get_in,
        door_code = excluded.door_code, key_place = excluded.key_place, mobility = excluded.mobility,
        hearing = excluded.hearing, sight = excluded.sight, blood_group = excluded.blood_group,
        conditions = excluded.conditions, medicines = excluded.medicines, allergies = excluded.allergies,
        risk = excluded.risk, doctor = excluded.doctor, closed_on = excluded.closed_on, closed_why = excluded.closed_why,
        search = excluded.search, version = person.version + 1
      """;

  private PersonRows() {}

  static Tuple tuple(RecordSeal seal, PersonId id, PersonFile file) {
    PersonFile.Identity identity = file.identity();
    PersonFile.Home home = file.home();
    PersonFile.Health health = file.health();
    ResidentId number = identity.residentId();
    Person.House house = home.house();
    PersonFile.Closing closed = file.closed();
    return Database.tuple(
        id.value(),
        identity.name(),
        identity.sex(),
        identity.birthDate(),
        identity.code(),
        number == null ? null : Buffer.buffer(seal.seal(id.value(), number.number())),
        number == null ? null : mark(seal, number),
        identity.phone(),
        identity.dialect(),
        home.address(),
        house == null ? null : house.latitude(),
        house == null ? null : house.longitude(),
        home.cell(),
        home.living(),
        WaysIn.sealed(seal, id, home.howToGetIn()),
        WaysIn.sealed(seal, id, home.doorCode()),
        WaysIn.sealed(seal, id, home.keyPlace()),
        health.mobility(),
        health.hearing(),
        health.sight(),
        health.bloodGroup(),
        FileJson.conditions(health.conditions()),
        FileJson.medicines(health.medicines()),
        health.allergies().toArray(String[]::new),
        file.risk(),
        file.doctor(),
        closed == null ? null : closed.on(),
        closed == null ? null : closed.why(),
        SearchText.of(identity.name(), identity.phone(), home.address(), identity.code()));
  }

  static Buffer mark(RecordSeal seal, ResidentId number) {
    return Buffer.buffer(seal.mark(number.number()));
  }

  /** From a row of person, with their doctor's account name as {@code doctor_account}. */
  static PersonFile file(RecordSeal seal, Row row) {
    return new PersonFile(
        new PersonFile.Identity(
            row.getString("name"),
            row.getString("sex"),
            row.getLocalDate("birth_date"),
            row.getString("code"),
            residentId(seal, row.getUUID("id"), row.getBuffer("resident_id_sealed")),
            row.getString("phone"),
            row.getString("dialect")),
        home(seal, row),
        new PersonFile.Health(
            row.getString("mobility"),
            row.getString("hearing"),
            row.getString("sight"),
            row.getString("blood_group"),
            FileJson.conditions(row.getJsonArray("conditions")),
            FileJson.medicines(row.getJsonArray("medicines")),
            List.of(row.getArrayOfStrings("allergies"))),
        row.getString("risk"),
        row.getString("doctor_account"),
        closing(row));
  }

  private static PersonFile.Home home(RecordSeal seal, Row row) {
    Double latitude = row.getDouble("latitude");
    Double longitude = row.getDouble("longitude");
    return new PersonFile.Home(
        row.getString("address"),
        latitude == null || longitude == null ? null : new Person.House(latitude, longitude),
        row.getUUID("cell"),
        row.getString("living"),
        WaysIn.opened(seal, row, "how_to_get_in"),
        WaysIn.opened(seal, row, "door_code"),
        WaysIn.opened(seal, row, "key_place"));
  }

  private static @Nullable ResidentId residentId(
      RecordSeal seal, UUID person, @Nullable Buffer sealed) {
    return sealed == null ? null : new ResidentId(seal.open(person, sealed.getBytes()));
  }

  private static PersonFile.@Nullable Closing closing(Row row) {
    LocalDate on = row.getLocalDate("closed_on");
    return on == null ? null : new PersonFile.Closing(on, row.getString("closed_why"));
  }
}
