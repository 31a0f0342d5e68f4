package care.silverbell.records.canary;

import java.util.Locale;

/** How far one press of the canary came. */
enum CanaryResult {
  /** Through the whole chain and back to the wrist. */
  OK,
  /** The band is not connected: the broker is away, or does not let it in. */
  AWAY,
  /** No reply that the press is on disk. */
  NOT_HEARD,
  /** On disk, but whoever is to be told of it was not. */
  NOT_TOLD,
  /** Told, but the band did not hear that it is over. */
  NOT_CLOSED;

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
