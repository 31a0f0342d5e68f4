package care.silverbell.records.access;

import java.util.Set;

/**
 * How an account stands to a person at one moment: all that {@link Policy} asks about.
 *
 * @param own whether the person is on the doctor's list, in the grid worker's cell or below, the
 *     family member's elder; for admin and desk everybody is
 * @param emergency whether an incident of the person that is more than a notice is open
 * @param consented what the person lets this role see beyond the rule, now
 * @param brokenGlass whether the account has opened the person's file with a reason, not long ago
 * @param self whether the account is the person's own
 * @param refused what the person no longer lets this role see, having let it before
 */
public record Standing(
    boolean own,
    boolean emergency,
    Set<Aspect> consented,
    boolean brokenGlass,
    boolean self,
    Set<Aspect> refused) {

  /** Where nothing was taken back. */
  public Standing(
      boolean own, boolean emergency, Set<Aspect> consented, boolean brokenGlass, boolean self) {
    this(own, emergency, consented, brokenGlass, self, Set.of());
  }

  /** A stranger. */
  public static final Standing NONE = new Standing(false, false, Set.of(), false, false);

  /** The same while an incident is open. */
  public Standing inAnEmergency() {
    return new Standing(own, true, consented, brokenGlass, self, refused);
  }
}
