package care.silverbell.records.person;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be called (紧急联系人), and whether they can open the door.
 *
 * @param id null for one who is new
 * @param phones in the order in which they are to be tried
 * @param hours when they may be called; empty for always
 * @param channels how they may be told, a subset of {@link ContactJson#CHANNELS}; empty for any
 * @param language as in BCP 47, such as zh-CN
 * @param since the first day; null where nobody knows
 * @param until the first day on which they no longer are; null for as yet unknown
 */
public record Contact(
    @Nullable UUID id,
    String name,
    String relation,
    List<String> phones,
    boolean keyHolder,
    List<Hours> hours,
    List<String> channels,
    @Nullable String language,
    @Nullable LocalDate since,
    @Nullable LocalDate until) {

  /**
   * A span of some days of the week.
   *
   * @param days 1 for Monday to 7 for Sunday
   * @param to not later than {@code from} means past midnight
   */
  public record Hours(List<Integer> days, LocalTime from, LocalTime to) {}

  /** Somebody with one telephone and nothing else said. */
  public static Contact of(String name, String relation, String phone) {
    return new Contact(
        null, name, relation, List.of(phone), false, List.of(), List.of(), null, null, null);
  }

  /** Whether they are a contact on that day, or will be. */
  public boolean standsOn(LocalDate day) {
    return until == null || until.isAfter(day);
  }

  /** Whether they are a contact on that day. */
  public boolean servesOn(LocalDate day) {
    return standsOn(day) && (since == null || !since.isAfter(day));
  }

  Contact with(UUID newId, @Nullable LocalDate newSince) {
    return new Contact(
        newId, name, relation, phones, keyHolder, hours, channels, language, newSince, until);
  }
}
