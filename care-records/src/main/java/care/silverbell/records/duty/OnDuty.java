package care.silverbell.records.duty;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a cell at a moment: somebody, or nobody and why; and in both cases who is above.
 */
public sealed interface OnDuty {
  /** Those above, the nearest level first; a level where nobody is stands there empty. */
  List<Level> above();

  /** The same with those above filled in. */
  OnDuty under(List<Level> levels);

  /**
   * A is on duty (A 岗).
   *
   * @param b stands in (B 岗) and is never A; null where there is nobody
   */
  record Somebody(UUID a, @Nullable UUID b, List<Level> above) implements OnDuty {
    @Override
    public Somebody under(List<Level> levels) {
      return new Somebody(a, b, levels);
    }
  }

  /** A gap, with its name. */
  record Nobody(Gap gap, List<Level> above) implements OnDuty {
    @Override
    public Nobody under(List<Level> levels) {
      return new Nobody(gap, levels);
    }
  }

  /**
   * One level above.
   *
   * @param a who is on duty there; null where there is a gap
   * @param others who serves that cell besides, in the order in which they began
   */
  record Level(UUID cell, @Nullable UUID a, List<UUID> others) {}

  /** Why nobody is on duty. */
  enum Gap {
    /** The cell is not of the grid. */
    NO_SUCH_CELL,
    /** The cell has no rota and nobody serves it. */
    NO_STAFF,
    /** The cell has a rota, and none of its spans covers the moment. */
    NO_ROTA_NOW,
    /** All who would be on duty are away, one of them at least on leave. */
    ON_LEAVE,
    /** All who would be on duty have left the staff. */
    LEFT
  }
}
