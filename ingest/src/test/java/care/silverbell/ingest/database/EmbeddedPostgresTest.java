package care.silverbell.ingest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @Test
  void whoeverComesSecondLeavesTheFirstOnesServerRunning(@TempDir Path folder) {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(folder)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another process keeps its database in " + folder);
      assertThat(EmbeddedPostgres.running(folder)).contains(first.settings());
    }
    try (EmbeddedPostgres again = EmbeddedPostgres.start(folder)) {
      assertThat(EmbeddedPostgres.running(folder)).contains(again.settings());
    }
    assertThat(EmbeddedPostgres.running(folder)).isEmpty();
  }
}
