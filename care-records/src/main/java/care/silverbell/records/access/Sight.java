package care.silverbell.records.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a caller sees of one person, and why.
 *
 * @param aspects never empty, cannot be changed
 * @param byIncident those of them that only an open incident shows, cannot be changed
 * @param own whether the person is theirs to care for; else they read with a reason, and change
 *     nothing
 */
public record Sight(Set<Aspect> aspects, Set<Aspect> byIncident, boolean own, Purpose purpose) {
  /** Keeps copies. */
  public Sight {
    aspects = Collections.unmodifiableSet(EnumSet.copyOf(aspects));
    byIncident = Set.copyOf(byIncident);
  }

  /** What is shown for that purpose, with or without an incident. */
  Sight(Set<Aspect> aspects, Purpose purpose) {
    this(aspects, Set.of(), purpose != Purpose.BREAK_GLASS, purpose);
  }

  static Sight of(Purpose purpose, Aspect... aspects) {
    return new Sight(EnumSet.copyOf(Arrays.asList(aspects)), purpose);
  }

  /** Whether that is seen. */
  public boolean shows(Aspect aspect) {
    return aspects.contains(aspect);
  }

  /** Whether that is seen only as long as an incident is open. */
  public boolean showsByIncident(Aspect aspect) {
    return byIncident.contains(aspect);
  }
}
