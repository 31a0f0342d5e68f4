package care.silverbell.records.duty;

import care.silverbell.records.duty.DutyBook.Holiday;
import care.silverbell.records.duty.DutyBook.Leave;
import care.silverbell.records.duty.DutyBook.Member;
import care.silverbell.records.duty.DutyBook.Row;
import care.silverbell.records.duty.DutyBook.Serving;
import care.silverbell.records.duty.DutyBook.Swap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book written in names and wall-clock times, for tests to read aloud. */
final class DutyStories {
  private static final LocalDate EVER = LocalDate.of(2020, 1, 1);

  final ZoneId zone;
  private final Map<UUID, List<UUID>> above = new LinkedHashMap<>();
  private final Map<UUID, Member> staff = new LinkedHashMap<>();
  private final List<Serving> serving = new ArrayList<>();
  private final List<Row> rota = new ArrayList<>();
  private final List<Holiday> holidays = new ArrayList<>();
  private final List<Swap> swaps = new ArrayList<>();
  private final List<Leave> leave = new ArrayList<>();
  private int rows;

  DutyStories(String zone) {
    this.zone = ZoneId.of(zone);
  }

  static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  DutyStories cell(String name, String... higher) {
    above.put(id(name), List.of(higher).stream().map(DutyStories::id).toList());
    return this;
  }

  DutyStories left(String who, String day) {
    staff.put(id(who), new Member(id(who), who, who, null, LocalDate.parse(day)));
    return this;
  }

  DutyStories serves(String who, String cell, String since, @Nullable String until) {
    member(who);
    serving.add(new Serving(id(cell), id(who), at(since), until == null ? null : at(until)));
    return this;
  }

  /** A row that has always been valid, with times such as {@code 08:00-20:00}. */
  DutyStories rota(String cell, int weekday, String span, String a, @Nullable String b) {
    return rota(cell, weekday, span, a, b, EVER, null);
  }

  DutyStories rota(
      String cell,
      int weekday,
      String span,
      String a,
      @Nullable String b,
      LocalDate from,
      @Nullable LocalDate to) {
    member(a);
    if (b != null) {
      member(b);
    }
    LocalTime starts = LocalTime.parse(span.substring(0, 5));
    LocalTime ends = LocalTime.parse(span.substring(6));
    UUID id = new UUID(0, ++rows);
    rota.add(
        new Row(id, id(cell), weekday, starts, ends, id(a), b == null ? null : id(b), from, to));
    return this;
  }

  /** The same row on all seven weekdays. */
  DutyStories daily(String cell, String span, String a, @Nullable String b) {
    for (int weekday = 1; weekday <= 7; weekday++) {
      rota(cell, weekday, span, a, b);
    }
    return this;
  }

  DutyStories holiday(String cell, String day, int treatedAs) {
    holidays.add(new Holiday(id(cell), LocalDate.parse(day), "节日", treatedAs));
    return this;
  }

  DutyStories swap(String cell, String starts, String ends, String away, String instead) {
    member(instead);
    UUID id = new UUID(1, swaps.size());
    swaps.add(new Swap(id, id(cell), at(starts), at(ends), id(away), id(instead)));
    return this;
  }

  DutyStories leave(String who, String starts, String ends) {
    leave.add(new Leave(new UUID(2, leave.size()), id(who), at(starts), at(ends)));
    return this;
  }

  DutyBook book() {
    return DutyBook.of(above, List.copyOf(staff.values()), serving, rota, holidays, swaps, leave);
  }

  /** A wall-clock time of the zone, or one with an offset where the wall clock is not enough. */
  Instant at(String moment) {
    return moment.endsWith("Z") || moment.contains("+") || moment.matches(".*T.*-\\d\\d:\\d\\d")
        ? Instant.from(java.time.OffsetDateTime.parse(moment))
        : LocalDateTime.parse(moment).atZone(zone).toInstant();
  }

  /** Such as {@code an bo | li, mo; -} : A, B and for each level above its A and the others. */
  String told(String cell, String moment) {
    OnDuty duty = DutyRule.at(book(), zone, id(cell), at(moment));
    return switch (duty) {
      case OnDuty.Somebody somebody -> name(somebody.a()) + " " + name(somebody.b());
      case OnDuty.Nobody nobody -> nobody.gap().name();
    };
  }

  /** Those above: of each level A, then the others; levels are parted by a slash. */
  String above(String cell, String moment) {
    List<String> levels = new ArrayList<>();
    for (OnDuty.Level level : DutyRule.at(book(), zone, id(cell), at(moment)).above()) {
      StringBuilder words = new StringBuilder(name(level.a()));
      level.others().forEach(it -> words.append('+').append(name(it)));
      levels.add(words.toString());
    }
    return levels.isEmpty() ? "none" : String.join("/", levels);
  }

  private void member(String who) {
    staff.putIfAbsent(id(who), new Member(id(who), who, who, null, null));
  }

  private String name(@Nullable UUID id) {
    if (id == null) {
      return "-";
    }
    Member member = staff.get(id);
    return member == null ? "?" : member.name();
  }
}
