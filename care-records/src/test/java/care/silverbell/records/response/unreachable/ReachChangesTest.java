package care.silverbell.records.response.unreachable;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Every change of what decides whom a press brings leaves a row; what decides nothing leaves none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReachChangesTest {
  private static final String ID = "00000000-0000-0000-0000-00000000000";

  private final TestDatabase test = TestDatabase.create("alerting", "records");
  private final Database database = test.database();

  @AfterAll
  void end() {
    test.close();
  }

  private List<String> changed(String sql) {
    var _ = database.query("forgetting", "delete from reach_change");
    var _ = database.query("changing", sql.replace("#", ID));
    List<String> what = new ArrayList<>();
    database
        .query("looking", "select what from reach_change")
        .forEach(row -> what.add(row.getString("what")));
    return what;
  }

  @Test
  void eachOfThemIsNoticed() {
    String[][] changes = {
      {"grid_cell", "insert into grid_cell (id, name) values ('#1', 'x')"},
      {
        "account",
        "insert into account (id, name, display_name, role, password_hash) values ('#1', 'a', 'a',"
            + " 'family', '')"
      },
      {
        "person",
        "insert into person (id, name, sex, birth_date, address, cell, risk) values ('#1', 'x',"
            + " 'female', '1941-01-01', 'x', '#1', 'high')"
      },
      {
        "contact",
        "insert into contact (id, person, place, name, relation) values ('#1', '#1', 1, 'x', 'x')"
      },
      {"contact", "update contact set until = '2026-01-01' where id = '#1'"},
      {
        "consent",
        "insert into consent (id, person, to_whom, what, since, given_by) values ('#1', '#1',"
            + " 'family', 'calls', now(), 'x')"
      },
      {"consent", "update consent set until = now() + interval '1 hour'"},
      {"family_member", "insert into family_member (account, person) values ('#1', '#1')"},
      {"contact_account", "insert into contact_account values ('#1', '#1', now(), 'x')"},
      {
        "staff",
        "insert into staff (id, code, name, role) values ('#1', 'x', 'x', 'station'), ('#2', 'y',"
            + " 'y', 'station')"
      },
      {"serving", "insert into serving (id, staff, cell, since) values ('#1', '#1', '#1', now())"},
      {
        "rota",
        "insert into rota (id, cell, weekday, starts, ends, staff_a, valid_from) values ('#1',"
            + " '#1', 1, '08:00', '08:00', '#1', '2020-01-01')"
      },
      {"holiday", "insert into holiday values ('#1', '2026-10-01', 'x', 8)"},
      {
        "swap", "insert into swap values ('#1', '#1', now(), now() + interval '1 hour', '#1', '#2')"
      },
      {"leave", "insert into leave values ('#1', '#1', now(), now() + interval '1 hour')"},
      {
        "response_plan", "insert into response_plan values ('#1', 'notice', null, '{}', now(), 'x')"
      },
      {
        "own_reach",
        "insert into own_reach (owner, changed_at, changed_by) values ('staff:#1', now(), 'x')"
      },
      {"verified_address", "insert into verified_address values ('staff:#1', '1', now())"},
      {
        "push_subscription",
        "insert into push_subscription values ('#1', '#1', 'x', 'x', 'x', null, now())"
      },
      {"group_robot", "insert into group_robot values ('#1', '#1', 1, 'wecom', 'x', 'x')"},
      {"account", "update account set disabled_at = now()"},
      {"person", "update person set closed_on = '2026-01-01', closed_why = 'moved'"},
      {"leave", "delete from leave"},
    };
    for (String[] change : changes) {
      assertThat(changed(change[1])).as(change[1]).containsExactly(change[0]);
    }
    assertThat(
            changed(
                "insert into band (serial, salt, secret_hash, registered_at) values ('b', '', '',"
                    + " now())"))
        .isEmpty();
    assertThat(changed("insert into wearing (band, person, since) values ('b', '#1', now())"))
        .containsExactly("wearing");
  }

  @Test
  void whatDecidesNothingIsNot() {
    assertThat(changed("update person set risk = 'key'")).isEmpty();
    assertThat(changed("update account set must_change = true")).isEmpty();
    assertThat(
            changed(
                "insert into band_seen (band, online) select serial, true from band where false"))
        .isEmpty();
  }
}
