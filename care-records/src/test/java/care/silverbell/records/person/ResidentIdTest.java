package care.silverbell.records.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are made up here with their check digit computed; none is anybody's. */
class ResidentIdTest {

  static String number(String first17) {
    return first17 + ResidentId.checkDigit(first17);
  }

  @Test
  void theStandardsOwnExampleHasItsCheckDigit() {
    // GB 11643-1999's example.
    assertThat(new ResidentId("11010519491231002X").birthDate()).isEqualTo("1949-12-31");
    assertThat(new ResidentId("440524188001010014").sex()).isEqualTo("male");
  }

  @ParameterizedTest
  @CsvSource({
    "37060219410302002, 1941-03-02, female",
    "37060219410302003, 1941-03-02, male",
    "11000019360229014, 1936-02-29, female",
    "65000019991231999, 1999-12-31, male"
  })
  void aNumberTellsBirthDateAndSex(String first17, LocalDate birthDate, String sex) {
    ResidentId id = ResidentId.of(number(first17));
    assertThat(id.birthDate()).isEqualTo(birthDate);
    assertThat(id.sex()).isEqualTo(sex);
    assertThat(id.contradiction(birthDate, sex)).isEmpty();
    assertThat(id.contradiction(birthDate.plusDays(1), sex))
        .hasValueSatisfying(why -> assertThat(why).contains("birthDate"));
    assertThat(id.contradiction(birthDate, sex.equals("male") ? "female" : "male"))
        .hasValueSatisfying(why -> assertThat(why).contains("sex"));
  }

  @ParameterizedTest
  @CsvSource({
    "37060219410302, 18 characters",
    "'', 18 characters",
    "3706021941030200AB, 18 characters",
    "97060219410302002X, 18 characters",
    "370602194113020024, birth date",
    "370602194102300024, birth date",
    "370602193502290024, birth date",
    "370602179901010024, birth date"
  })
  void whatIsNoNumberIsRefusedWithWhatIsWrongAndWithoutTheNumber(String text, String why) {
    assertThatThrownBy(() -> ResidentId.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .satisfies(e -> {
          if (!text.isEmpty()) {
            assertThat(e.getMessage()).doesNotContain(text);
          }
        });
  }

  @Test
  void everySingleMistypedDigitIsNoticed() {
    String good = number("37060219410302002");
    for (int place = 0; place < 18; place++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        if (digit != good.charAt(place)) {
          String mistyped = good.substring(0, place) + digit + good.substring(place + 1);
          assertThatThrownBy(() -> ResidentId.of(mistyped))
              .as(mistyped)
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
    }
  }

  @Test
  void itIsReadAsPeopleTypeItAndNeverShowsItselfWhole() {
    ResidentId typed = ResidentId.of(" １１０１０５ 19491231-002x ");
    assertThat(typed.number()).isEqualTo("11010519491231002X");
    assertThat(typed.masked()).isEqualTo("1****************X");
    assertThat(typed).hasToString("1****************X");
  }
}
