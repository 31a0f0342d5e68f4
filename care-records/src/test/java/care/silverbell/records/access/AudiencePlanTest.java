package care.silverbell.records.access;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.Database.Statement;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who sees a person is asked at each press: in a city as quickly as in a street. */
class AudiencePlanTest {
  private static final List<String> A_CITY =
      List.of(
          "insert into grid_cell (id, name) select gen_random_uuid(), 'cell '||n from generate_series(1, 2000) n",
          """
          insert into account (id, name, display_name, role, password_hash, cell)
            select gen_random_uuid(), 'g'||row_number() over (), 'g', 'grid', 'x', c.id from grid_cell c, generate_series(1, 4)
          """,
          """
          insert into account (id, name, display_name, role, password_hash)
            select gen_random_uuid(), 'f'||n, 'f', 'family', 'x' from generate_series(1, 8000) n
          """,
          """
          insert into staff (id, code, name, role, account)
            select gen_random_uuid(), name, name, 'grid_worker', id from account where role = 'grid'
          """,
          """
          insert into serving (id, staff, cell, since)
            select gen_random_uuid(), s.id, a.cell, now() - interval '1 day' from staff s join account a on a.id = s.account
          """,
          """
          insert into person (id, name, sex, birth_date, address, cell, risk)
            select gen_random_uuid(), 'p', 'female', '1941-03-02', 'a', id, 'high' from grid_cell
          """,
          """
          insert into family_member (account, person)
            select f.id, p.id from (select id, row_number() over () as n from account where role = 'family') f
              join (select id, row_number() over () as n from person) p on p.n = f.n % 2000 + 1
          """,
          "analyze");

  @Test
  void noTableOfPeopleIsReadWholeForOneOfThem() {
    try (TestDatabase test = TestDatabase.create("records")) {
      Database database = test.database();
      A_CITY.forEach(sql -> {
        var _ = database.query("making a city", sql);
      });
      UUID person =
          database
              .query("taking one", "select id from person limit 1")
              .iterator()
              .next()
              .getUUID("id");
      Statement asked = Visibility.audience(new PersonId(person));
      assertThat(Visibility.standings(database.query("asking", asked.sql(), person)))
          .as("four who serve the cell and four of the family")
          .hasSize(8);

      StringBuilder plan = new StringBuilder();
      database
          .query("explaining", "explain " + asked.sql(), person)
          .forEach(row -> plan.append(row.getString(0)).append('\n'));
      assertThat(plan.toString())
          .contains("Index Scan")
          .doesNotContain("Seq Scan on staff")
          .doesNotContain("Seq Scan on serving")
          .doesNotContain("Seq Scan on account ")
          .doesNotContain("Seq Scan on family_member")
          .doesNotContain("Seq Scan on grid_within");
    }
  }
}
