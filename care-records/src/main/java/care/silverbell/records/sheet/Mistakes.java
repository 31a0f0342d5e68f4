package care.silverbell.records.sheet;

import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a file, up to as many as anybody would read. */
public final class Mistakes {
  /** How many are named; beyond that it is only said that there are more. */
  public static final int MOST = 1_000;

  private final List<Mistake> mistakes = new ArrayList<>();
  private boolean more;

  /** Adds one. */
  public void add(Mistake mistake) {
    if (mistakes.size() < MOST) {
      mistakes.add(mistake);
    } else {
      more = true;
    }
  }

  /** Those named, in order of sheet, row and column. */
  public List<Mistake> list() {
    return List.copyOf(mistakes);
  }

  /** Whether there were more than are named. */
  public boolean more() {
    return more;
  }

  /** Whether nothing is wrong. */
  public boolean none() {
    return mistakes.isEmpty();
  }
}
