package care.silverbell.ingest.reading;

/**
 * A band's serial, which is also its MQTT user name and a level of its topics. A band that is not
 * registered may call itself anything, and its call still rings, so only the length is held here.
 */
public record BandSerial(String value) {
  /** The longest serial that is kept, in characters. */
  public static final int MAX_LENGTH = 128;

  public BandSerial {
    if (value.isBlank() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a band's serial has 1 to " + MAX_LENGTH + " characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
