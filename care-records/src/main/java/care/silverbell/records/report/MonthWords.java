package care.silverbell.records.report;

import care.silverbell.alerting.incident.Kind;
import care.silverbell.records.answering.AnswerTimes.OfPerson;
import care.silverbell.records.answering.Handled;
import care.silverbell.records.rule.PersonLimits;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.trend.Gap;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a month's report, in one language. */
record MonthWords(Language language) {
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("MM-dd HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private String either(String zh, String en) {
    return language.either(zh, en);
  }

  /** As a document names its language. */
  String tag() {
    return either("zh-CN", "en");
  }

  String title(MonthReport report, String name) {
    return either(
        "%s %d年%d月 心率与事件月报"
            .formatted(name, report.month().getYear(), report.month().getMonthValue()),
        "%s, %s: heart rate and incidents".formatted(name, report.month()));
  }

  String about(MonthReport report) {
    String born = "" + report.person().file().identity().birthDate();
    String made = DAY.format(report.madeAt().atZone(report.zone()));
    String cell = report.person().cell().name();
    return either(
        "出生日期 %s    网格 %s    制表时间 %s".formatted(born, cell, made),
        "Born %s    Cell %s    Made %s".formatted(born, cell, made));
  }

  String readingsAreShut() {
    return either(
        "未获同意查看手环测量的数据，因此本页只有事件。",
        "No consent to see what the band measures: this page tells of incidents only.");
  }

  String chart() {
    return either(
        "每小时心率：最低—最高，线为平均（次/分）",
        "Heart rate by the hour: lowest to highest, the line is the mean (/min)");
  }

  String limit() {
    return either("界限", "limit");
  }

  String resting() {
    return either("静息", "resting");
  }

  String bands() {
    return either("各 NEWS2 分级的时间", "Time in each NEWS2 band");
  }

  String band(int band, int minutes, double percent) {
    return either("%d 级 %.1f 小时（%.1f%%）", "band %d: %.1f h (%.1f%%)")
        .formatted(band, minutes / 60.0, percent);
  }

  String gaps() {
    return either("没有数据的时间", "Without readings");
  }

  String why(Gap.Why why) {
    return switch (why) {
      case NOT_WORN -> either("未佩戴", "not worn");
      case NO_SIGNAL -> either("无信号", "no signal");
      case NOT_MEASURED -> either("未测量", "not measured");
    };
  }

  String unknown(Gap.Why why, Duration length) {
    return either("%s：共 %.1f 小时", "%s: %.1f h in all").formatted(why(why), hours(length));
  }

  String gap(Gap gap, ZoneId zone) {
    return either("%s 至 %s %s", "%s to %s %s")
        .formatted(at(gap.from(), zone), at(gap.to(), zone), why(gap.why()));
  }

  String andMore(int number) {
    return either("另有 %d 项", "and %d more").formatted(number);
  }

  String limits() {
    return either("医生设定的心率界限", "Heart rate limits set by a doctor");
  }

  String noLimits() {
    return either("没有单独设定，按一般界限提醒。", "None: the general limits hold.");
  }

  String limit(PersonLimits.Kept kept, ZoneId zone) {
    Instant until = kept.until();
    String bounds =
        bound(either("≤", "≤"), kept.limit().low()) + bound(either("≥", "≥"), kept.limit().high());
    return either("%s自 %s 至 %s（%s）", "%sfrom %s to %s (%s)")
        .formatted(
            bounds,
            at(kept.since(), zone),
            until == null ? either("今", "now") : at(until, zone),
            kept.by());
  }

  private static String bound(String sign, @Nullable Double value) {
    return value == null ? "" : sign + Math.round(value) + " ";
  }

  String incidents() {
    return either("事件与响应", "Incidents and how they were answered");
  }

  List<String> answered(int number, List<Duration> answers) {
    if (number == 0) {
      return List.of(either("本月没有事件。", "None in this month."));
    }
    List<Duration> sorted = answers.stream().sorted().toList();
    String middle = sorted.isEmpty() ? "–" : length(sorted.get((sorted.size() - 1) / 2));
    String worst = sorted.isEmpty() ? "–" : length(sorted.getLast());
    long soon = answers.stream().filter(it -> it.compareTo(A_MINUTE) <= 0).count();
    return List.of(
        either("共 %d 起，%d 起有人响应，其中 60 秒内 %d 起", "%d in all, %d answered, %d of them within 60 s")
            .formatted(number, answers.size(), soon),
        either("响应用时：中位 %s，最长 %s", "Time to an answer: median %s, longest %s")
            .formatted(middle, worst));
  }

  String incident(OfPerson incident, ZoneId zone) {
    return at(incident.handled().openedAt(), zone)
        + "  "
        + kind(Kind.of(incident.kind()))
        + "  "
        + severity(incident.severity());
  }

  String handled(OfPerson incident) {
    Handled handled = incident.handled();
    Duration answer = handled.timeToAnswer();
    Duration attend = handled.timeToAttend();
    String answered =
        answer == null
            ? either("无人响应", "nobody answered")
            : either("%s后响应", "answered after %s").formatted(length(answer));
    String attended =
        attend == null ? "" : either("，%s后到场", ", at the door after %s").formatted(length(attend));
    return answered + attended;
  }

  private String severity(String severity) {
    return switch (severity) {
      case "emergency" -> either("紧急", "emergency");
      case "urgent" -> either("加急", "urgent");
      default -> either("提醒", "notice");
    };
  }

  private String kind(Kind kind) {
    return switch (kind) {
      case CALL -> either("一键呼叫", "call");
      case FALL -> either("跌倒", "fall");
      case WANDERING -> either("走失", "wandering");
      case HEART_RATE_HIGH -> either("心率过高", "heart rate high");
      case HEART_RATE_LOW -> either("心率过低", "heart rate low");
      case OXYGEN_LOW -> either("血氧过低", "oxygen low");
      case BLOOD_PRESSURE_HIGH -> either("血压过高", "blood pressure high");
      case BLOOD_PRESSURE_LOW -> either("血压过低", "blood pressure low");
      case TEMPERATURE_HIGH -> either("发热", "fever");
      case TEMPERATURE_LOW -> either("体温过低", "temperature low");
      case STILL -> either("长时间不动", "no movement");
      case MISSED_GREETING -> either("未应问候", "greeting missed");
      case SILENT_BAND -> either("失联", "silent band");
      case NOT_WORN -> either("未佩戴", "band not worn");
      case LOW_BATTERY -> either("电量低", "battery low");
      case OUTAGE, SPOOL_FILLING, CHANNEL_DOWN -> either("系统", "service");
    };
  }

  List<String> footer(MonthReport report) {
    return List.of(
        either(
                "静息心率：当天各五分钟均值的第 10 百分位（最近秩），至少三小时有数据。时间按 %s。",
                "Resting: the 10th percentile (nearest rank) of the day's five-minute means, from three hours of readings on. Times of %s.")
            .formatted(report.zone()),
        either(
            "分级：NEWS2（英国皇家内科医师学会），心率 ≤40、41–50、51–90、91–110、111–130、≥131 依次为 3、1、0、1、2、3 级。",
            "Bands: NEWS2 (Royal College of Physicians): pulse ≤40, 41–50, 51–90, 91–110, 111–130, ≥131 are 3, 1, 0, 1, 2, 3."),
        either("手环数据供参考，不能代替诊断。", "What a band measures is no diagnosis."));
  }

  private String length(Duration length) {
    long seconds = length.toSeconds();
    if (seconds < 120) {
      return either("%d 秒", "%d s").formatted(seconds);
    }
    return seconds < 7200
        ? either("%d 分钟", "%d min").formatted(seconds / 60)
        : either("%.1f 小时", "%.1f h").formatted(seconds / 3600.0);
  }

  private static double hours(Duration length) {
    return length.toMinutes() / 60.0;
  }

  private static String at(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }
}
