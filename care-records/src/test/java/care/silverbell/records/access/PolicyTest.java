package care.silverbell.records.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees what, as a table. */
class PolicyTest {
  private static final Set<Aspect> SENSITIVE =
      EnumSet.of(Aspect.HEALTH, Aspect.READINGS, Aspect.USUAL, Aspect.POSITION);

  @ParameterizedTest(name = "{0}, {1}, {2}, {3}, {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # role | own  | incident | consents                | glass | sees                                                                | purpose
          admin  | own  | calm     |                         |       | identity home file access-log calls | administration
          admin  | own  | open     |                         |       | identity home file access-log calls | administration
          desk   | own  | calm     |                         |       | identity home needs way-in health file calls | care
          desk   | own  | open     |                         |       | identity home needs file way-in health readings position whereabouts calls | incident
          doctor | own  | calm     |                         |       | identity home needs health readings usual calls | care
          doctor | own  | open     |                         |       | identity home needs health readings usual calls | care
          doctor | other| calm     |                         |       |                                                                     |
          doctor | other| open     |                         |       |                                                                     |
          doctor | other| calm     |                         | glass | identity home needs way-in health readings usual position whereabouts calls | break-glass
          doctor | own  | calm     |                         | glass | identity home needs way-in health readings usual position whereabouts calls | break-glass
          grid   | own  | calm     |                         |       | identity home needs whereabouts calls | care
          grid   | own  | open     |                         |       | identity home needs whereabouts way-in health readings position calls | incident
          grid   | own  | calm     | health                  |       | identity home needs whereabouts health calls | care
          grid   | own  | calm     | readings usual position       |       | identity home needs whereabouts readings usual position calls | care
          grid   | other| calm     |                         |       |                                                                     |
          grid   | other| open     |                         |       |                                                                     |
          grid   | other| open     | health readings usual position|       |                                                                     |
          grid   | other| open     |                         | glass | identity home needs way-in health readings usual position whereabouts calls | break-glass
          family | own  | calm     |                         |       | identity home needs way-in whereabouts access-log calls | care
          family | own  | open     |                         |       | identity home needs way-in whereabouts access-log position calls | incident
          family | own  | calm     | health                  |       | identity home needs way-in whereabouts access-log health calls | care
          family | own  | calm     | readings usual                |       | identity home needs way-in whereabouts access-log readings usual calls | care
          family | own  | calm     | position                |       | identity home needs way-in whereabouts access-log position calls | care
          family | own  | open     | health readings usual position|       | identity home needs way-in whereabouts access-log health readings usual position calls | care
          family | own  | calm     |                         | self  | identity home needs way-in health readings usual position whereabouts file access-log calls | care
          family | own  | open     |                         | self  | identity home needs way-in health readings usual position whereabouts file access-log calls | care
          family | own  | open     | calls                   |       | identity home needs way-in whereabouts access-log calls position    | incident
          family | own  | calm     | !position               |       | identity home needs way-in whereabouts access-log calls             | care
          family | own  | open     | !position               |       | identity home needs way-in whereabouts access-log calls             | care
          family | own  | open     | readings usual !position      |       | identity home needs way-in whereabouts access-log calls readings usual    | care
          family | own  | open     | !readings !usual               |       | identity home needs way-in whereabouts access-log calls position    | incident
          family | own  | calm     | !calls                  |       | identity home needs way-in whereabouts access-log                   | care
          family | own  | open     | !calls                  |       | identity home needs way-in whereabouts access-log                   | care
          family | own  | open     | !calls !position        | self  | identity home needs way-in health readings usual position whereabouts file access-log calls | care
          grid   | own  | open     | !position !health       |       | identity home needs whereabouts way-in health readings position calls | incident
          grid   | own  | calm     | !position !health       |       | identity home needs whereabouts calls                               | care
          family | other| calm     |                         | self  |                                                                     |
          grid   | own  | calm     |                         | self  | identity home needs whereabouts calls | care
          family | other| calm     |                         |       |                                                                     |
          family | other| open     | health readings usual position|       |                                                                     |
          """)
  void whoSeesWhat(
      String role,
      String own,
      String incident,
      String consents,
      String glass,
      String sees,
      String purpose) {
    Standing standing =
        new Standing(
            own.equals("own"),
            incident.equals("open"),
            aspects(consents, false),
            "glass".equals(glass),
            "self".equals(glass),
            aspects(consents, true));
    var sight = Policy.sight(Role.of(role), standing);
    assertThat(sight.map(Sight::aspects).orElse(Set.of())).isEqualTo(aspects(sees));
    assertThat(sight.map(it -> it.purpose().wireName()).orElse(null)).isEqualTo(purpose);
  }

  @ParameterizedTest
  @EnumSource
  void aStrangerIsNobodyToAnyRole(Role role) {
    assertThat(Policy.sight(role, Standing.NONE)).isEmpty();
    assertThat(Policy.sight(role, Standing.NONE.inAnEmergency())).isEmpty();
  }

  @Test
  void adminNeverSeesWhatIsSensitiveWhateverHappens() {
    for (boolean emergency : new boolean[] {false, true}) {
      Sight sight =
          Policy.sight(Role.ADMIN, new Standing(true, emergency, Set.of(), false, false))
              .orElseThrow();
      assertThat(sight.aspects()).doesNotContainAnyElementsOf(SENSITIVE);
    }
    assertThat(Policy.ofUnknownCaller(Role.ADMIN).aspects()).doesNotContainAnyElementsOf(SENSITIVE);
  }

  @ParameterizedTest
  @EnumSource
  void aPositionIsShutWhileNothingHasHappenedAndNobodyHasAllowedIt(Role role) {
    Sight sight =
        Policy.sight(role, new Standing(true, false, Set.of(), false, false)).orElseThrow();
    assertThat(sight.shows(Aspect.POSITION)).isFalse();
  }

  @Test
  void whoeverIsAskedToComeMayActAlsoWhereTheyHadOpenedTheFileWithAReason() {
    Standing opened = new Standing(false, true, Set.of(), true, false);
    Standing asked = new Standing(true, true, Set.of(), true, false);
    assertThat(Policy.sight(Role.GRID, opened).orElseThrow().own()).isFalse();
    assertThat(Policy.sight(Role.GRID, asked).orElseThrow().own()).isTrue();
  }

  /** What has an exclamation mark was taken back. */
  private static Set<Aspect> aspects(String names, boolean refused) {
    return aspects(
        Arrays.stream((names == null ? "" : names).split("\\s+"))
            .filter(it -> it.startsWith("!") == refused)
            .map(it -> it.replace("!", ""))
            .collect(Collectors.joining(" ")));
  }

  private static Set<Aspect> aspects(String names) {
    return names == null || names.isBlank()
        ? Set.of()
        : Arrays.stream(names.strip().split("\\s+"))
            .map(it -> Aspect.valueOf(it.toUpperCase(java.util.Locale.ROOT).replace('-', '_')))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Aspect.class)));
  }
}
