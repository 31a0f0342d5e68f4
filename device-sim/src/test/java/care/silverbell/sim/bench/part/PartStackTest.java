package care.silverbell.sim.bench.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartStackTest {
  private final List<String> undone = new ArrayList<>();
  private final PartStack parts = new PartStack();

  private AutoCloseable part(String name) {
    return parts.keep(() -> undone.add(name));
  }

  @Test
  void whatWasStartedLastIsUndoneFirstAndOnlyOnce() throws Exception {
    AutoCloseable _ = part("broker");
    AutoCloseable store = part("store");
    AutoCloseable _ = part("service");

    parts.release(store);
    parts.close();
    parts.close();

    assertThat(undone).containsExactly("store", "service", "broker");
  }

  @Test
  void onePartThatCannotBeUndoneDoesNotKeepTheOthers() {
    AutoCloseable _ = part("broker");
    AutoCloseable _ =
        parts.keep(() -> {
          throw new IllegalStateException("stuck");
        });
    AutoCloseable _ = part("service");

    assertThatThrownBy(parts::close).hasMessage("stuck");
    assertThat(undone).containsExactly("service", "broker");
  }
}
