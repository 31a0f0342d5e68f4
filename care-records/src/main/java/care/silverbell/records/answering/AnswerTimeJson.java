package care.silverbell.records.answering;

import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.answering.AnswerBook.Line;
import care.silverbell.records.answering.AnswerTimes.Miss;
import care.silverbell.records.answering.AnswerTimes.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answer-time book as the contract writes it. */
final class AnswerTimeJson {
  private static final double THOUSAND = 1e3;

  private AnswerTimeJson() {}

  static JsonArray lines(List<Line> lines) {
    JsonArray items = new JsonArray();
    lines.forEach(line -> {
      AnswerBook.Cell cell = line.cell();
      UUID parent = cell == null ? null : cell.parent();
      items.add(
          new JsonObject()
              .put("key", line.key())
              .put("name", line.name())
              .put("level", cell == null ? null : cell.level())
              .put("parent", parent == null ? null : parent.toString())
              .mergeIn(figures(line.figures())));
    });
    return items;
  }

  static JsonObject figures(Figures figures) {
    return new JsonObject()
        .put("incidents", figures.incidents())
        .put("late", figures.withMiss())
        .put("answer", times(figures, figures.answers(), false))
        .put("attend", times(figures, figures.attendances(), true));
  }

  /** What is promised, for the one who draws the line. */
  static JsonArray bars() {
    JsonArray bars = new JsonArray();
    for (Bar bar : Bar.values()) {
      bars.add(
          new JsonObject()
              .put("bar", bar.wireName())
              .put("seconds", bar.within().toSeconds())
              .put("share", bar.share()));
    }
    return bars;
  }

  static JsonObject shifts() {
    JsonObject shifts = new JsonObject();
    for (Shift shift : Shift.values()) {
      shifts.put(shift.wireName(), shift.hours());
    }
    return shifts;
  }

  static JsonObject miss(Miss miss) {
    JsonArray bars = new JsonArray();
    miss.handled().misses().forEach(bar -> bars.add(bar.wireName()));
    PersonId person = miss.person();
    return new JsonObject()
        .put("incident", miss.incident().toString())
        .put(
            "person",
            person == null
                ? null
                : new JsonObject().put("id", person.toString()).put("name", miss.name()))
        .put("cell", miss.cell())
        .put("kind", miss.kind())
        .put("openedAt", "" + miss.handled().openedAt())
        .put("answerSeconds", seconds(miss.handled().timeToAnswer()))
        .put("attendSeconds", seconds(miss.handled().timeToAttend()))
        .put("missed", bars)
        .put("reason", reason(miss.reason()));
  }

  static @Nullable JsonObject reason(@Nullable Reason reason) {
    return reason == null
        ? null
        : new JsonObject()
            .put("reason", reason.reason())
            .put("note", reason.note())
            .put("by", reason.by())
            .put("at", "" + reason.at());
  }

  private static JsonObject times(Figures figures, Figures.Times times, boolean attending) {
    JsonArray bars = new JsonArray();
    for (Bar bar : Bar.values()) {
      if (bar.attending() == attending) {
        bars.add(
            new JsonObject()
                .put("bar", bar.wireName())
                .put("counted", figures.counted(bar))
                .put("within", figures.within(bar))
                .put("share", rounded(figures.share(bar)))
                .put("kept", figures.isKept(bar)));
      }
    }
    return new JsonObject()
        .put("times", times.size())
        .put("medianSeconds", rounded(times.medianSeconds()))
        .put("longestSeconds", rounded(times.longestSeconds()))
        .put("bars", bars);
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis() / THOUSAND;
  }

  /** To four places, so that 97.49 % is not shown as kept; null where there is nothing. */
  private static @Nullable Double rounded(double value) {
    return Double.isNaN(value) ? null : Math.round(value * 1e4) / 1e4;
  }
}
