package care.silverbell.records.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.testing.TestDatabase;
import care.silverbell.testing.Neighbourhood;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DutyRosterTest {
  private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T04:00:00Z");

  @Test
  void itTellsWhoIsOnDutyForAPersonAndSeesWhatAnotherInstanceWrites() {
    try (TestDatabase test = TestDatabase.create("records")) {
      Database database = test.database();
      Neighbourhood around = new Neighbourhood(database);
      UUID top = around.cell("top", null);
      UUID cell = around.cell("cell", top);
      UUID an = around.staff("an");
      UUID bo = around.staff("bo");
      UUID chief = around.staff("chief");
      PersonId person = new PersonId(around.person(cell));
      rota(database, cell, an);
      rota(database, top, chief);

      try (DutyRoster roster = new DutyRoster(database, ZoneId.of("Asia/Shanghai"))) {
        assertThat(roster.onDuty(person, MONDAY_NOON))
            .isEqualTo(
                new OnDuty.Somebody(an, null, List.of(new OnDuty.Level(top, chief, List.of()))));
        assertThatThrownBy(() -> roster.onDuty(new PersonId(UUID.randomUUID()), MONDAY_NOON))
            .isInstanceOf(NoSuchElementException.class);

        database.transaction(
            "swapping as another instance does",
            tx -> Absences.addSwap(tx, cell, MONDAY_NOON, MONDAY_NOON.plusSeconds(60), an, bo));
        await()
            .atMost(Duration.ofSeconds(15))
            .until(() ->
                roster.onDuty(cell, MONDAY_NOON) instanceof OnDuty.Somebody somebody
                    && somebody.a().equals(bo));
      }
    }
  }

  private static void rota(Database database, UUID cell, UUID a) {
    LocalDate from = LocalDate.of(2026, 1, 1);
    Rotas.Row row = new Rotas.Row(1, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, a, null, from, null);
    database.transaction(
        "writing a rota",
        tx -> {
          Rotas.replace(tx, cell, List.of(row));
          return cell;
        });
  }
}
