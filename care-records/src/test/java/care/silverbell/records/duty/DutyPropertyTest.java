package care.silverbell.records.duty;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.records.duty.DutyBook.Holiday;
import care.silverbell.records.duty.DutyBook.Leave;
import care.silverbell.records.duty.DutyBook.Member;
import care.silverbell.records.duty.DutyBook.Row;
import care.silverbell.records.duty.DutyBook.Serving;
import care.silverbell.records.duty.DutyBook.Swap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the rota: at every minute one only is on duty, the one who should be, or the gap has its
 * right name.
 */
class DutyPropertyTest {
  /**
   * Without daylight saving, with it, by half an hour, at midnight, and where a day was left out.
   */
  private static final List<ZoneId> ZONES =
      Stream.of(
              "Asia/Shanghai",
              "Europe/Berlin",
              "America/New_York",
              "Australia/Lord_Howe",
              "America/Santiago",
              "Pacific/Apia")
          .map(ZoneId::of)
          .toList();

  private static final Set<OnDuty.Gap> GAPS = EnumSet.noneOf(OnDuty.Gap.class);

  private static final long THE_DAY_APIA_LEFT_OUT = -3_818_843_986_107_137_803L;

  /** New each time; the seed stands in the test's name, so that a failure can be had again. */
  static LongStream seeds() {
    return LongStream.concat(LongStream.of(THE_DAY_APIA_LEFT_OUT), new Random().longs(200));
  }

  static LongStream fewSeeds() {
    return new Random().longs(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void atEveryTurnAndAMinuteOnEitherSideItHolds(long seed) {
    Made made = new Made(seed);
    for (UUID cell : made.book.above().keySet()) {
      Set<Instant> turns = made.oracle.turns(cell);
      turns.addAll(Stretches.turns(made.book, made.zone, cell, made.begins, made.ends));
      IntStream.range(0, 50).forEach(_ -> turns.add(made.moment()));
      turns.removeIf(it -> it.isBefore(made.begins) || it.isAfter(made.ends));
      for (Instant turn : turns) {
        holds(made, cell, turn.minus(1, ChronoUnit.MINUTES), seed);
        holds(made, cell, turn.minusNanos(1), seed);
        holds(made, cell, turn, seed);
        holds(made, cell, turn.plus(1, ChronoUnit.MINUTES), seed);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void atEveryMinuteOfTheYearItHoldsAndTheStretchesSayTheSame(long seed) {
    Made made = new Made(seed);
    for (UUID cell : made.book.above().keySet()) {
      Instant next = made.begins;
      for (Stretches.Stretch stretch :
          Stretches.of(made.book, made.zone, cell, made.begins, made.ends)) {
        assertThat(stretch.from()).as("seed %d", seed).isEqualTo(next);
        next = stretch.to();
        for (Instant at = up(stretch.from());
            at.isBefore(stretch.to());
            at = at.plus(1, ChronoUnit.MINUTES)) {
          OnDuty duty = holds(made, cell, at, seed);
          if (!duty.equals(stretch.who())) {
            throw new AssertionError("seed " + seed + " at " + at + ": " + duty + " " + stretch);
          }
        }
      }
      assertThat(next).as("seed %d", seed).isEqualTo(made.ends);
    }
  }

  @AfterAll
  static void everyKindOfGapWasSeen() {
    assertThat(GAPS)
        .containsExactlyInAnyOrder(
            OnDuty.Gap.NO_STAFF, OnDuty.Gap.NO_ROTA_NOW, OnDuty.Gap.ON_LEAVE, OnDuty.Gap.LEFT);
  }

  private static Instant up(Instant at) {
    Instant minute = at.truncatedTo(ChronoUnit.MINUTES);
    return minute.equals(at) ? at : minute.plus(1, ChronoUnit.MINUTES);
  }

  /**
   * The rule says what is told by hand; without the assertion library: it is asked a million times.
   */
  private static OnDuty holds(Made made, UUID cell, Instant at, long seed) {
    OnDuty duty = DutyRule.at(made.book, made.zone, cell, at);
    DutyOracle.Told expected = made.oracle.at(cell, at);
    List<OnDuty.Level> above = made.oracle.above(cell, at);
    if (!DutyOracle.Told.of(duty).equals(expected) || !duty.above().equals(above)) {
      throw new AssertionError(
          "seed %d, cell %s, %s: %s and not %s under %s"
              .formatted(seed, cell, at, duty, expected, above));
    }
    if (expected.gap() != null) {
      GAPS.add(expected.gap());
    }
    return duty.under(List.of());
  }

  /** A made-up year of a made-up office. */
  private static final class Made {
    private static final int STAFF = 6;
    private final Random random;
    final ZoneId zone;
    final Instant begins;
    final Instant ends;
    final DutyBook book;
    final DutyOracle oracle;
    private final LocalDate first;
    private final List<UUID> people = new ArrayList<>();

    Made(long seed) {
      random = new Random(seed);
      zone = ZONES.get(random.nextInt(ZONES.size()));
      first = LocalDate.of(2000 + random.nextInt(40), 1, 1);
      begins = first.atStartOfDay(zone).toInstant();
      ends = first.plusYears(1).atStartOfDay(zone).toInstant();
      Map<UUID, List<UUID>> above = levels(2 + random.nextInt(4));
      List<Member> staff = new ArrayList<>();
      for (int i = 0; i < STAFF; i++) {
        UUID id = id();
        people.add(id);
        staff.add(new Member(id, "s" + i, "s" + i, null, random.nextInt(3) == 0 ? day() : null));
      }
      List<UUID> cells = List.copyOf(above.keySet());
      book =
          DutyBook.of(
              above,
              staff,
              many(12, () -> serving(one(cells))),
              random.nextInt(4) == 0 ? List.of() : many(30, () -> row(one(cells))),
              many(12, () -> new Holiday(one(cells), day(), "节", 1 + random.nextInt(8))),
              many(20, () -> swap(one(cells))),
              many(20, this::leave));
      oracle = new DutyOracle(book, zone, first, first.plusYears(1).plusDays(40));
    }

    /** A cell of each, the highest first. */
    private Map<UUID, List<UUID>> levels(int count) {
      Map<UUID, List<UUID>> above = new LinkedHashMap<>();
      List<UUID> nearestFirst = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        UUID cell = id();
        above.put(cell, List.copyOf(nearestFirst));
        nearestFirst.addFirst(cell);
      }
      return above;
    }

    private Row row(UUID cell) {
      UUID a = one(people);
      UUID b = one(people);
      LocalDate from = random.nextBoolean() ? first : day();
      return new Row(
          id(),
          cell,
          1 + random.nextInt(8),
          time(),
          time(),
          a,
          b.equals(a) ? null : b,
          from,
          random.nextBoolean() ? null : from.plusDays(random.nextInt(200)));
    }

    private Serving serving(UUID cell) {
      Instant since = moment();
      return new Serving(cell, one(people), since, random.nextBoolean() ? null : later(since));
    }

    private Swap swap(UUID cell) {
      UUID away = one(people);
      UUID instead = people.get((people.indexOf(away) + 1 + random.nextInt(STAFF - 1)) % STAFF);
      Instant starts = moment();
      return new Swap(id(), cell, starts, later(starts), away, instead);
    }

    private Leave leave() {
      Instant starts = moment();
      return new Leave(id(), one(people), starts, later(starts));
    }

    private LocalTime time() {
      return LocalTime.of(random.nextInt(24), random.nextInt(4) * 15);
    }

    private LocalDate day() {
      return first.plusDays(random.nextInt(365));
    }

    private Instant moment() {
      return begins.plus(Duration.ofMinutes(random.nextInt(365 * 24 * 60)));
    }

    private Instant later(Instant since) {
      return since.plus(Duration.ofMinutes(1 + random.nextInt(20 * 24 * 60)));
    }

    private UUID id() {
      return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T one(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }

    private <T> List<T> many(int most, java.util.function.Supplier<T> make) {
      return IntStream.range(0, random.nextInt(most + 1)).mapToObj(_ -> make.get()).toList();
    }
  }
}
