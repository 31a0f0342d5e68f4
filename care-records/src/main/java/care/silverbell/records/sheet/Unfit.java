package care.silverbell.records.sheet;

import java.util.List;

/** A cell does not hold what its column asks for. */
public final class Unfit extends RuntimeException {
  private final Wrong wrong;
  private final List<String> about;

  /** Says what is wrong, and about what. */
  public Unfit(Wrong wrong, String... about) {
    super(wrong.name(), null, false, false);
    this.wrong = wrong;
    this.about = List.of(about);
  }

  /** What is wrong. */
  public Wrong wrong() {
    return wrong;
  }

  /** What the message speaks about, in its order. */
  public List<String> about() {
    return about;
  }
}
