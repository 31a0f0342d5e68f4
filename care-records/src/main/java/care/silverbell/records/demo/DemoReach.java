package care.silverbell.records.demo;

import care.silverbell.ingest.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How the demo's people can be told: every number is verified, and everybody is reachable but five,
 * whose files have the mistakes that real files have.
 */
final class DemoReach {
  /** No contact, and nobody is on the rota of the cell on Sundays. */
  static final int NO_CONTACT_AND_A_ROTA_WITH_A_GAP = 90;

  /** A contact of whom no telephone is known. */
  static final int CONTACT_WITHOUT_TELEPHONE = 91;

  /** No contact any more, and A and B of the cell are on leave at the same time. */
  static final int NO_CONTACT_AND_ALL_ON_LEAVE = 92;

  /** A contact whose number nobody has verified. */
  static final int UNVERIFIED_NUMBER = 93;

  /**
   * No contact, and put down in the sub-district itself, which nobody serves, instead of a cell.
   */
  static final int NO_CONTACT_AND_IN_NO_CELL = 94;

  private static final Duration LEAVE_BEGINS_AFTER = Duration.ofDays(2);
  private static final Duration LEAVE_LASTS = Duration.ofDays(10);
  private static final int SUNDAY = 7;
  private static final int CELLS =
      DemoSubDistrict.COMMUNITIES * DemoSubDistrict.CELLS_PER_COMMUNITY;

  private final Database database;

  DemoReach(Database database) {
    this.database = database;
  }

  void fill(Instant now) {
    linkDaughter(now);
    verify(now);
    plantHoles(now);
  }

  private void linkDaughter(Instant now) {
    change(
        """
        insert into contact_account (contact, account, since, linked_by)
        select k.id, a.id, $2, 'demo' from contact k join person p on p.id = k.person, account a
         where p.code = $1 and a.name = 'family'
        """,
        DemoOffice.person(0),
        now);
  }

  private void verify(Instant now) {
    change(
        """
        insert into verified_address (owner, address, at)
        select 'staff:' || id, phone, $1::timestamptz from staff where phone is not null
        union all
        select 'contact:' || k.id, told.number, $1::timestamptz
          from contact k join person p on p.id = k.person, unnest(k.phones) as told(number)
         where p.code <> $2
        """,
        now,
        DemoOffice.person(UNVERIFIED_NUMBER));
  }

  private void plantHoles(Instant now) {
    for (int number : List.of(NO_CONTACT_AND_A_ROTA_WITH_A_GAP, NO_CONTACT_AND_IN_NO_CELL)) {
      change(
          "delete from contact where person = (select id from person where code = $1)",
          DemoOffice.person(number));
    }
    change(
        "delete from rota where weekday = $2 and cell = (select id from grid_cell where code = $1)",
        DemoOffice.cell(NO_CONTACT_AND_A_ROTA_WITH_A_GAP % CELLS),
        SUNDAY);
    change(
        "update contact set phones = '{}' where person = (select id from person where code = $1)",
        DemoOffice.person(CONTACT_WITHOUT_TELEPHONE));
    LocalDate yesterday = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
    change(
        "update contact set until = $2 where person = (select id from person where code = $1)",
        DemoOffice.person(NO_CONTACT_AND_ALL_ON_LEAVE),
        yesterday);
    Instant leave = now.plus(LEAVE_BEGINS_AFTER);
    change(
        """
        insert into leave (id, staff, starts, ends)
        select gen_random_uuid(), r.staff, $2, $3 from grid_cell c,
               lateral (select staff_a as staff from rota where cell = c.id
                        union select staff_b from rota where cell = c.id) r
         where c.code = $1
        """,
        DemoOffice.cell(NO_CONTACT_AND_ALL_ON_LEAVE % CELLS),
        leave,
        leave.plus(LEAVE_LASTS));
    change(
        "update person set cell = (select id from grid_cell where code = 'FHT') where code = $1",
        DemoOffice.person(NO_CONTACT_AND_IN_NO_CELL));
  }

  private void change(String sql, Object... arguments) {
    var _ = database.query("making up how people can be told", sql, arguments);
  }
}
