package care.silverbell.records.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a caller sees of one person, and why.
 *
 * @param aspects never empty, cannot be changed
 */
public record Sight(Set<Aspect> aspects, Purpose purpose) {
  /** Keeps a copy. */
  public Sight {
    aspects = Collections.unmodifiableSet(EnumSet.copyOf(aspects));
  }

  static Sight of(Purpose purpose, Aspect... aspects) {
    return new Sight(EnumSet.copyOf(Arrays.asList(aspects)), purpose);
  }

  /** Whether that is seen. */
  public boolean shows(Aspect aspect) {
    return aspects.contains(aspect);
  }
}
