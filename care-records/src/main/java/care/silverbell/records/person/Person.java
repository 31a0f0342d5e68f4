package care.silverbell.records.person;

import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is cared for.
 *
 * @param band the serial on their wrist; null where there is none
 * @param photo whether there is one
 * @param version counts the changes of file and contacts
 */
public record Person(
    PersonId id,
    PersonFile file,
    Cell cell,
    @Nullable Doctor doctor,
    @Nullable String band,
    @Nullable Instant bandSince,
    boolean photo,
    long version) {

  /** Degrees, WGS-84. */
  public record House(double latitude, double longitude) {}

  /** The grid cell (网格) and the community (社区) it belongs to. */
  public record Cell(String id, String name, @Nullable String community) {}

  /** The responsible doctor. */
  public record Doctor(String account, String name) {}

  /** As they are called. */
  public String name() {
    return file.identity().name();
  }

  /** Where they live. */
  public String address() {
    return file.home().address();
  }

  /** Their own telephone. */
  public @Nullable String phone() {
    return file.identity().phone();
  }

  /** How to get in, in free words. */
  public @Nullable String howToGetIn() {
    return file.home().howToGetIn();
  }
}
