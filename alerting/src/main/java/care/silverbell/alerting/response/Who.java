package care.silverbell.alerting.response;

import java.util.UUID;

/** Whom a step of a plan asks, in words that hold for every person. */
public sealed interface Who {
  /** Named contacts of the day, in their order, and family accounts. */
  record Family() implements Who {}

  /** Whoever is on duty for the person's cell (A 岗). */
  record OnDuty() implements Who {}

  /** Whoever stands in (B 岗). */
  record StandIn() implements Who {}

  /**
   * That many levels above the person's cell: who is on duty there, else who serves there.
   *
   * @param levels 1 for the next one up
   */
  record Above(int levels) implements Who {}

  /** The desk (接警台). */
  record Desk() implements Who {}

  /** Those who run the service: for incidents about the service itself. */
  record Operators() implements Who {}

  /** The group robots of the person's cell. */
  record Groups() implements Who {}

  /** One of the staff, whoever is on duty. */
  record Named(UUID staff) implements Who {}

  /** Where the canary's presses arrive. */
  record Canary() implements Who {}
}
