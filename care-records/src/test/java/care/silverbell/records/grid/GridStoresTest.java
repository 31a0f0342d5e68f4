package care.silverbell.records.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.records.duty.Rotas;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GridStoresTest {
  private static final Instant SPRING = Instant.parse("2026-03-01T00:00:00Z");

  private TestDatabase test;

  @BeforeAll
  void begin() {
    test = TestDatabase.create("records");
  }

  @AfterAll
  void end() {
    test.close();
  }

  @Test
  void whatIsPutTwiceIsThereOnce() {
    inTransaction(GridStoresTest::putAll);
    List<String> once = everything();
    inTransaction(GridStoresTest::putAll);

    assertThat(everything()).isEqualTo(once);
    assertThat(once).hasSize(2 + 2 + 2 + 2);
  }

  @Test
  void anOutlineAndAnAccountAreNotLostToASheetThatDoesNotKnowThem() {
    inTransaction(tx -> {
      var _ = Cells.put(tx, new Cells.Draft("o1", "画了边界", null, null, square(121, 37, 0.1)));
      var _ = Cells.put(tx, new Cells.Draft("o1", "改了名", null, null, null));
    });

    assertThat(new Cells(test.database()).at(37.05, 121.05))
        .hasValueSatisfying(found -> assertThat(found.name()).isEqualTo("改了名"));
  }

  @Test
  void theSmallestCellThatHoldsThePointIsFound() {
    inTransaction(tx -> {
      var _ = Cells.put(tx, new Cells.Draft("big", "街道", null, null, square(100, 20, 1)));
      var _ = Cells.put(tx, new Cells.Draft("small", "网格", null, "big", square(100, 20, 0.5)));
    });

    Cells cells = new Cells(test.database());
    assertThat(cells.at(20.2, 100.2)).map(Cells.Found::code).contains("small");
    assertThat(cells.at(20.7, 100.7)).map(Cells.Found::code).contains("big");
    assertThat(cells.at(25, 105)).isEmpty();
  }

  @Test
  void aCodeThatNobodyHasIsNamed() {
    assertThatThrownBy(() ->
            inTransaction(tx -> {
              var _ = Cells.put(tx, new Cells.Draft("x", "x", null, "nowhere", null));
            }))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void aCellCannotBePutBelowItself() {
    inTransaction(tx -> {
      var _ = Cells.put(tx, new Cells.Draft("top", "上", null, null, null));
      var _ = Cells.put(tx, new Cells.Draft("under", "下", null, "top", null));
    });

    assertThatThrownBy(() ->
            inTransaction(tx -> {
              var _ = Cells.put(tx, new Cells.Draft("top", "上", null, "under", null));
            }))
        .isInstanceOf(DatabaseTrouble.class)
        .hasMessageContaining("below itself");
  }

  private static void putAll(SqlConnection tx) {
    var _ = Cells.put(tx, new Cells.Draft("c", "社区", "社区", null, null));
    var _ = Cells.put(tx, new Cells.Draft("c1", "第一网格", "网格", "c", square(10, 10, 1)));
    var _ = Staff.put(tx, new Staff.Draft("s1", "甲", "1", "grid_worker", null, null));
    var _ =
        Staff.put(
            tx, new Staff.Draft("s2", "乙", null, "assistant", null, LocalDate.of(2026, 12, 1)));
    Servings.put(tx, new Servings.Draft("s1", "c1", SPRING, null));
    Servings.put(tx, new Servings.Draft("s2", "c1", SPRING, SPRING.plusSeconds(60)));
    LocalDate from = LocalDate.of(2026, 1, 1);
    Rotas.put(
        tx,
        "c1",
        List.of(
            new Rotas.Draft(1, LocalTime.of(8, 0), LocalTime.of(20, 0), "s1", "s2", from, null),
            new Rotas.Draft(8, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, "s2", null, from, from)));
  }

  private List<String> everything() {
    List<String> rows = new ArrayList<>();
    for (String what :
        List.of(
            "select * from grid_cell where code in ('c', 'c1') order by code",
            "select * from staff order by code",
            "select * from serving order by id",
            "select cell, weekday, starts, ends, staff_a, staff_b, valid_from, valid_to from rota"
                + " order by weekday")) {
      test.database().query("looking", what).forEach(row -> rows.add(row.deepToString()));
    }
    return rows;
  }

  private void inTransaction(Consumer<SqlConnection> work) {
    Database database = test.database();
    database.transaction(
        "testing",
        tx -> {
          work.accept(tx);
          return "done";
        });
  }

  static JsonObject square(double west, double south, double side) {
    JsonArray ring =
        new JsonArray()
            .add(new JsonArray().add(west).add(south))
            .add(new JsonArray().add(west + side).add(south))
            .add(new JsonArray().add(west + side).add(south + side))
            .add(new JsonArray().add(west).add(south + side))
            .add(new JsonArray().add(west).add(south));
    return new JsonObject().put("type", "Polygon").put("coordinates", new JsonArray().add(ring));
  }
}
