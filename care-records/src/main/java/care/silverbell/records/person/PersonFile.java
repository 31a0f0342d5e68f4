package care.silverbell.records.person;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the office keeps of a person: the facts that are written and changed by hand.
 *
 * @param risk {@code high}, {@code key} or {@code general}
 * @param doctor the account name of who is responsible; null where nobody is
 * @param closed null while they are cared for
 */
public record PersonFile(
    Identity identity,
    Home home,
    Health health,
    String risk,
    @Nullable String doctor,
    @Nullable Closing closed) {

  /**
   * Who they are.
   *
   * @param sex {@code female} or {@code male}
   * @param code the office's own number (档案号)
   */
  public record Identity(
      String name,
      String sex,
      LocalDate birthDate,
      @Nullable String code,
      @Nullable ResidentId residentId,
      @Nullable String phone,
      @Nullable String dialect) {}

  /**
   * Where and how they live, and how to get in.
   *
   * @param house WGS-84; null where nobody has put it on the map
   * @param cell the id of their grid cell
   * @param living one of {@link FileJson#LIVING}
   * @param howToGetIn in free words
   */
  public record Home(
      String address,
      Person.@Nullable House house,
      UUID cell,
      @Nullable String living,
      @Nullable String howToGetIn,
      @Nullable String doorCode,
      @Nullable String keyPlace) {

    /** Without what opens the door. */
    @Override
    public String toString() {
      return "Home[" + address + "]";
    }
  }

  /** How they are; the closed sets stand in {@link FileJson}. */
  public record Health(
      @Nullable String mobility,
      @Nullable String hearing,
      @Nullable String sight,
      @Nullable String bloodGroup,
      List<Condition> conditions,
      List<Medicine> medicines,
      List<String> allergies) {}

  /** An illness: its ICD-10 code, if somebody has looked it up, and the words for it. */
  public record Condition(@Nullable String code, String text) {}

  /** What is taken: how much, and when of a day. */
  public record Medicine(String name, @Nullable String dose, List<String> times) {}

  /**
   * That they are no longer cared for here. Their file stays.
   *
   * @param why {@code moved} or {@code died}
   */
  public record Closing(LocalDate on, String why) {}
}
