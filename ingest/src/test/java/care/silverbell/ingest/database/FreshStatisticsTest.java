package care.silverbell.ingest.database;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreshStatisticsTest {
  private static TestDatabase test;
  private static FreshStatistics statistics;

  @BeforeAll
  static void open() {
    test = TestDatabase.create("ingest");
    statistics = new FreshStatistics(test.database());
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void anEmptyTableThatLooksAfterItself() {
    ask("drop table if exists \"Grown\"");
    ask("create table \"Grown\" (id int) with (autovacuum_enabled = false)");
  }

  @Test
  void whatHasGrownIsLookedAt() {
    add(200);
    statistics.look();
    assertThat(known()).isEqualTo(200);
    add(2_000);
    statistics.look();
    assertThat(known()).isEqualTo(2_200);
  }

  @Test
  void whatHasGrownALittleIsLeftAsItIs() {
    add(200);
    statistics.look();
    add(1_800);
    statistics.look();
    assertThat(known()).isEqualTo(200);
  }

  @Test
  void aFewRowsAreLeftAsTheyAre() {
    add(50);
    statistics.look();
    assertThat(known()).isEqualTo(-1);
  }

  /** Whoever adds tells of it at once; else it is told a second later, or ten. */
  private static void add(int rows) {
    ask(
        "with added as (insert into \"Grown\" select generate_series(1, %d) returning id) select"
                .formatted(rows)
            + " count(*), pg_stat_force_next_flush() from added");
  }

  private static void ask(String sql) {
    var _ = test.database().query("trying", sql);
  }

  /** What plans go by; -1 while nobody has looked. */
  private static float known() {
    return test.database()
        .query("asking", "select reltuples from pg_class where relname = 'Grown'")
        .iterator()
        .next()
        .getFloat("reltuples");
  }
}
