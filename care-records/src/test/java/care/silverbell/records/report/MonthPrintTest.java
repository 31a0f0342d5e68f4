package care.silverbell.records.report;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.trend.DayFigures;
import care.silverbell.ingest.trend.RollUp;
import care.silverbell.records.answering.AnswerTimes.OfPerson;
import care.silverbell.records.answering.Handled;
import care.silverbell.records.person.Person;
import care.silverbell.records.person.PersonFile;
import care.silverbell.records.report.MonthReport.Pulse;
import care.silverbell.records.rule.PersonLimits;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.trend.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MonthPrintTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final YearMonth MONTH = YearMonth.of(2026, 10);
  private static final Instant BEGINS = MONTH.atDay(1).atStartOfDay(ZONE).toInstant();

  /** The line above what stands at the foot of the page. */
  private static final float FOOT = 776;

  private static final float FOOTNOTE = 7;

  private static final Path PICTURES = Path.of("target", "pictures");

  @ParameterizedTest
  @EnumSource
  void aMonthIsOnePageOfA4WithItsFontInIt(Language language) throws IOException {
    byte[] pdf = MonthPrint.print(report("张桂英", 3), new MonthWords(language));
    keep("month-" + language.name().toLowerCase(java.util.Locale.ROOT), pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      PDPage page = document.getPage(0);
      assertThat(Math.round(page.getMediaBox().getWidth())).isEqualTo(595);
      assertThat(Math.round(page.getMediaBox().getHeight())).isEqualTo(842);
      for (var name : page.getResources().getFontNames()) {
        PDFont font = page.getResources().getFont(name);
        assertThat(font.isEmbedded()).as(font.getName()).isTrue();
      }
    }
    assertThat(pdf.length).as("the font is there in part").isLessThan(400_000);
  }

  @Test
  void itTellsWhatWasMeasuredWhenNothingWasAndHowCallsWereAnswered() throws IOException {
    String zh = text(report("张桂英", 3), Language.ZH);
    assertThat(zh)
        .contains("张桂英 2026年10月")
        .contains("0 级 20.0 小时（66.7%）", "1 级 5.0 小时（16.7%）")
        .contains("2 级 3.3 小时（11.1%）", "3 级 1.7 小时（5.6%）")
        .contains("未佩戴：共 24.0 小时", "无信号：共 7.0 小时", "未测量：共 0.0 小时")
        .contains("10-05 00:00 至 10-06 00:00 未佩戴")
        .contains("≤50 ≥105 自 10-03 00:00 至 10-20 00:00（李医生）", "心房颤动")
        .contains("共 3 起，2 起有人响应，其中 60 秒内 1 起", "响应用时：中位 30 秒，最长 15 分钟")
        .contains("30 秒后响应，25 分钟后到场", "无人响应");
    String en = text(report("张桂英", 3), Language.EN);
    assertThat(en)
        .contains("band 0: 20.0 h (66.7%)", "not worn: 24.0 h in all")
        .contains("3 in all, 2 answered, 1 of them within 60 s", "median 30 s, longest 15 min")
        .contains("heart rate high");
    // Each day's resting rate, in its place; a day without one has a dash.
    assertThat(zh).contains("静息 61 62 63 64 – 66");
  }

  @Test
  void whoMayNotSeeReadingsIsToldOfIncidentsOnly() throws IOException {
    MonthReport shut = report("张桂英", Optional.empty(), Optional.of(incidents(3)));
    assertThat(text(shut, Language.ZH))
        .contains("未获同意", "一键呼叫")
        .doesNotContain("小时（", "界限", "静息 ", "未佩戴：");
  }

  @Test
  void whoIsNotToldOfCallsReadsOfNone() throws IOException {
    MonthReport shut = report("张桂英", Optional.of(pulse()), Optional.empty());
    assertThat(text(shut, Language.ZH)).contains("界限").doesNotContain("一键呼叫");
  }

  @Test
  void howeverMuchHappenedNothingRunsOutOfThePageOrIntoAnother() throws IOException {
    MonthReport much = report("司马𠮷祥·买买提江·阿不都热依木".repeat(3), 60);
    byte[] pdf = MonthPrint.print(much, new MonthWords(Language.EN));
    keep("month-much", pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      PDFTextStripper places =
          new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition it) {
              assertThat(it.getX()).isGreaterThanOrEqualTo(20);
              assertThat(it.getX() + it.getFontSizeInPt() / 3).isLessThan(580);
              assertThat(it.getY()).isBetween(30f, 820f);
              assertThat(it.getY() < FOOT || it.getFontSizeInPt() == FOOTNOTE).isTrue();
              super.processTextPosition(it);
            }
          };
      assertThat(places.getText(document)).contains("〓", "2026-10: heart rate", "and 49 more");
    }
  }

  private static String text(MonthReport report, Language language) throws IOException {
    try (PDDocument document = Loader.loadPDF(MonthPrint.print(report, new MonthWords(language)))) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document).replaceAll("[ \\u00a0]+", " ");
    }
  }

  private static void keep(String name, byte[] pdf) throws IOException {
    Files.createDirectories(PICTURES);
    Files.write(PICTURES.resolve(name + ".pdf"), pdf);
  }

  private static MonthReport report(String name, int incidents) {
    return report(name, Optional.of(pulse()), Optional.of(incidents(incidents)));
  }

  private static MonthReport report(
      String name, Optional<Pulse> pulse, Optional<List<OfPerson>> incidents) {
    return new MonthReport(person(name), MONTH, ZONE, at(31, 5), at(31, 0), pulse, incidents);
  }

  private static Pulse pulse() {
    return new Pulse(hours(), days(), gaps(), limits());
  }

  private static Person person(String name) {
    return new Person(
        new PersonId(UUID.randomUUID()),
        new PersonFile(
            new PersonFile.Identity(
                name, "female", LocalDate.of(1941, 3, 2), null, null, null, null),
            new PersonFile.Home("幸福路 1 号", null, UUID.randomUUID(), null, null, null, null),
            new PersonFile.Health(null, null, null, null, List.of(), List.of(), List.of()),
            "high",
            null,
            null),
        new Person.Cell("c", "凤凰台社区第1网格", null),
        null,
        null,
        null,
        false,
        1);
  }

  private static List<RollUp> hours() {
    List<RollUp> hours = new ArrayList<>();
    for (int hour = 0; hour < 31 * 24; hour++) {
      double mean = 72 + 10 * Math.sin(hour / 4.0);
      if (hour / 24 != 4 && (hour < 300 || hour >= 307)) {
        hours.add(new RollUp(at(0, hour), mean - 9, mean, mean + 20, 60));
      }
    }
    return hours;
  }

  /** Of the first six days; the fifth has none. In all 20, 5, 3⅓ and 1⅔ hours in the bands. */
  private static List<DayFigures> days() {
    List<DayFigures> days = new ArrayList<>();
    for (int day = 1; day <= 6; day++) {
      if (day != 5) {
        days.add(
            new DayFigures(
                MONTH.atDay(day),
                new RollUp(at(day - 1, 0), 50, 70, 120, 1440),
                60.0 + day,
                60.0,
                75.0,
                Map.of(70, 240, 95, 60, 120, 40, 140, 20)));
      }
    }
    return days;
  }

  private static List<Gap> gaps() {
    return List.of(
        new Gap(at(4, 0), at(5, 0), Gap.Why.NOT_WORN),
        new Gap(at(0, 300), at(0, 307), Gap.Why.NO_SIGNAL));
  }

  private static List<PersonLimits.Kept> limits() {
    return List.of(
        new PersonLimits.Kept(
            UUID.randomUUID(),
            Sign.HEART_RATE,
            new Limit(50.0, 105.0, null),
            "心房颤动",
            at(2, 0),
            at(19, 0),
            "李医生",
            null));
  }

  private static List<OfPerson> incidents(int number) {
    List<OfPerson> incidents = new ArrayList<>();
    for (int place = 0; place < number; place++) {
      incidents.add(
          switch (place % 3) {
            case 0 -> incident("call", "emergency", place, 30_000, 1_500_000);
            case 1 -> incident("heart-rate-high", "urgent", place, 900_000, Handled.NEVER);
            default -> incident("not-worn", "notice", place, Handled.NOT_YET, Handled.NOT_YET);
          });
    }
    return incidents;
  }

  private static OfPerson incident(
      String kind, String severity, int place, long answered, long attended) {
    Handled handled =
        new Handled(null, at(3, place), answered, attended, Duration.ofDays(20).toMillis());
    return new OfPerson(new IncidentId(UUID.randomUUID()), kind, severity, "resolved", handled);
  }

  private static Instant at(int days, int hours) {
    return BEGINS.plus(Duration.ofDays(days)).plus(Duration.ofHours(hours));
  }
}
