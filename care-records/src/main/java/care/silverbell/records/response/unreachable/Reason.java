package care.silverbell.records.response.unreachable;

import java.util.Arrays;
import java.util.Locale;

/**
 * What is lacking if somebody presses, the worst first. Those near are the family, A and B, and
 * whom the plan names.
 */
public enum Reason {
  /** Nobody at all is told. */
  NOBODY,
  /** It is heard at the desk, by operators or in a group, and nobody who could go is told. */
  ONLY_DESK,
  /** Nobody of the family and nobody of the person's own cell is told, only those above. */
  ONLY_ABOVE,
  /** Those near are told by the page only, which rings nobody who has not opened it. */
  ONLY_PAGE,
  /** Those near are told on addresses only that nobody has verified. */
  ONLY_UNVERIFIED,
  /** The plan asks the family, and nobody of it can be told. */
  NO_FAMILY,
  /** Of the family everybody is told by the page only. */
  FAMILY_ONLY_PAGE,
  /** Of the family everybody is told on addresses only that nobody has verified. */
  FAMILY_UNVERIFIED;

  /** As the contract writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether nobody who could go is told: an alarm for the office. */
  public boolean bringsNobody() {
    return this == NOBODY || this == ONLY_DESK;
  }

  /**
   * The one of that wire name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Reason of(String wireName) {
    return Arrays.stream(values())
        .filter(it -> it.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no reason is called " + wireName));
  }
}
