package care.silverbell.records.person;

import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is cared for.
 *
 * @param sex {@code female} or {@code male}
 * @param house where they live, WGS-84; null where nobody has put it on the map
 * @param risk {@code high}, {@code key} or {@code general}
 * @param doctor who is responsible; null where nobody is
 * @param band the serial on their wrist; null where there is none
 */
public record Person(
    PersonId id,
    String name,
    String sex,
    LocalDate birthDate,
    @Nullable String phone,
    String address,
    @Nullable House house,
    Cell cell,
    String risk,
    @Nullable Doctor doctor,
    List<String> conditions,
    @Nullable String howToGetIn,
    List<Contact> contacts,
    @Nullable String band,
    @Nullable Instant bandSince) {

  /** Degrees, WGS-84. */
  public record House(double latitude, double longitude) {}

  /** The grid cell (网格) and the community (社区) it belongs to. */
  public record Cell(String id, String name, @Nullable String community) {}

  /** The responsible doctor. */
  public record Doctor(String account, String name) {}

  /** Who is to be called (紧急联系人), in order. */
  public record Contact(String name, String relation, String phone) {}
}
