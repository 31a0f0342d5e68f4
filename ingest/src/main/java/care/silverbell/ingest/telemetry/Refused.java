package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the telemetry store will never take, and why.
 *
 * @param record as a record of the spool; of a damaged one the bytes that are left
 * @param reason the store's own words, or what is wrong with the record
 */
public record Refused(byte[] record, String reason) {

  /** A reading that the store has refused. */
  public static Refused of(Reading reading, String reason) {
    return new Refused(ReadingCodec.encode(List.of(reading)), reason);
  }

  /**
   * The readings.
   *
   * @throws IOException if they cannot be read
   */
  public List<Reading> readings() throws IOException {
    return ReadingCodec.decode(record);
  }

  /** Of whom they are; nobody where they cannot be read. */
  public Set<PersonId> people() {
    try {
      return readings().stream().map(Reading::person).collect(Collectors.toSet());
    } catch (IOException _) {
      return Set.of();
    }
  }

  /** For a person to look at: line protocol, or the bytes where they cannot be read. */
  public String text() {
    try {
      return LineProtocol.of(readings());
    } catch (IOException _) {
      return HexFormat.of().formatHex(record);
    }
  }
}
