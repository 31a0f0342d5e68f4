package care.silverbell.ingest.reading;

import java.util.UUID;

/** Who a reading is about: never a name, never a resident id number. */
public record PersonId(UUID value) {

  /**
   * Reads the id as it is written in URLs and tags.
   *
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static PersonId of(String text) {
    return new PersonId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
