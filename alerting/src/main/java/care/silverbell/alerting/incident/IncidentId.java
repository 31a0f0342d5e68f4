package care.silverbell.alerting.incident;

import java.util.UUID;

/** Names one incident. */
public record IncidentId(UUID value) {

  /** A new one, never used before. */
  public static IncidentId fresh() {
    return new IncidentId(UUID.randomUUID());
  }

  /**
   * Reads the id as it is written in URLs.
   *
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static IncidentId of(String text) {
    return new IncidentId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
