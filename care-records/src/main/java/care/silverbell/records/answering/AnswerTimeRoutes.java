package care.silverbell.records.answering;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.AccessLog.Noting;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.OwnCells;
import care.silverbell.records.access.Role;
import care.silverbell.records.answering.AnswerBook.Line;
import care.silverbell.records.answering.AnswerTimes.Asked;
import care.silverbell.records.answering.AnswerTimes.Miss;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.incident.VisibleIncidents;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.print.CsvPrint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes to the answer-time book and to the reasons why something was late. */
public final class AnswerTimeRoutes {
  private static final Set<Role> OFFICE_AND_GRID = Set.of(Role.ADMIN, Role.DESK, Role.GRID);
  private static final Duration A_MONTH = Duration.ofDays(30);
  private static final int PAGE = 100;
  private static final List<String> SEVERITIES = List.of("emergency", "urgent", "notice");
  private static final List<String> REASONS =
      List.of(
          "not-reached",
          "nobody-free",
          "no-way-to-tell",
          "too-far",
          "way-in",
          "device",
          "wearer-fine",
          "other");

  private final AnswerTimes times;
  private final OwnCells own;
  private final VisibleIncidents incidents;
  private final ZoneId zone;
  private final InstantSource clock;

  /** Brings together what the book needs. */
  public AnswerTimeRoutes(
      Database database, VisibleIncidents incidents, ZoneId zone, InstantSource clock) {
    times = new AnswerTimes(database);
    own = new OwnCells(database);
    this.incidents = incidents;
    this.zone = zone;
    this.clock = clock;
  }

  /** Adds the routes; before those to one incident, which would take their names for its id. */
  public void addTo(Api api) {
    api.get("/api/incidents/answer-times", OFFICE_AND_GRID, this::book);
    api.get("/api/incidents/answer-times.csv", OFFICE_AND_GRID, this::sheet);
    api.get("/api/incidents/misses", OFFICE_AND_GRID, this::misses);
    api.post("/api/incidents/:id/miss-reason", OFFICE_AND_GRID, this::explain);
  }

  private record Book(String by, Asked asked, List<Line> lines, Figures total) {}

  private Book read(Account caller, Query query) {
    Instant now = clock.instant();
    String by = query.text("by").orElse("grid");
    Asked asked = asked(caller, query, now);
    if (!List.of("grid", "shift", "month").contains(by)) {
      throw Problem.badRequest("by is grid, shift or month");
    }
    List<Handled> handled = times.handled(asked, now);
    List<Line> lines =
        switch (by) {
          case "shift" -> AnswerBook.byShift(handled, zone);
          case "month" -> AnswerBook.byMonth(handled, zone);
          default -> AnswerBook.byCell(handled, times.cells());
        };
    return new Book(by, asked, lines, AnswerBook.total(lines));
  }

  private JsonObject book(Account caller, Query query) {
    Book book = read(caller, query);
    return new JsonObject()
        .put("from", "" + book.asked.from())
        .put("to", "" + book.asked.to())
        .put("by", book.by)
        .put("severity", Objects.requireNonNullElse(book.asked.severity(), "all"))
        .put("shifts", AnswerTimeJson.shifts())
        .put("bars", AnswerTimeJson.bars())
        .put("total", AnswerTimeJson.figures(book.total))
        .put("items", AnswerTimeJson.lines(book.lines));
  }

  private @Nullable Object sheet(Account caller, Query query) {
    Book book = read(caller, query);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Language language = Language.of(query.text("lang").orElse("zh"));
    try {
      CsvPrint.print(AnswerTimeSheet.of(book.lines, book.total, language), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var _ =
        query
            .context()
            .response()
            .putHeader("Content-Type", "text/csv; charset=utf-8")
            .putHeader(
                "Content-Disposition", "attachment; filename=\"answer-times-" + book.by + ".csv\"")
            .putHeader("Cache-Control", "no-store")
            .end(Buffer.buffer(bytes.toByteArray()));
    return null;
  }

  private JsonObject misses(Account caller, Query query) {
    Instant now = clock.instant();
    Asked asked = asked(caller, query, now);
    boolean unexplained = query.text("explained").map("false"::equals).orElse(false);
    List<Miss> misses = times.misses(asked, unexplained, now, query.limit(PAGE));
    List<PersonId> people =
        misses.stream().map(Miss::person).filter(Objects::nonNull).distinct().toList();
    Noting noting =
        incidents
            .oversight()
            .log()
            .note(caller, "incident", incidents.oversight().visibility().sights(caller, people));
    JsonArray items = new JsonArray();
    misses.forEach(miss -> items.add(AnswerTimeJson.miss(miss)));
    noting.awaitKept();
    return new JsonObject().put("items", items);
  }

  private JsonObject explain(Account caller, Query query) {
    Incident incident = incidents.named(caller, query);
    String reason = query.required("reason");
    if (!REASONS.contains(reason)) {
      throw Problem.badRequest("reason is one of " + String.join(", ", REASONS));
    }
    String note = query.optional("note");
    if (reason.equals("other") && note == null) {
      throw Problem.badRequest("say in note what it was");
    }
    Instant now = clock.instant();
    IncidentId id = incident.id();
    Handled handled =
        times.of(id, now).orElseThrow(() -> Problem.conflict("the book is not about that one"));
    if (handled.misses().isEmpty()) {
      throw Problem.conflict("it was not late for anything");
    }
    times.explain(id, reason, note, caller, now);
    return new JsonObject()
        .put("incident", id.toString())
        .put("reason", reason)
        .put("note", note)
        .put("by", caller.displayName())
        .put("at", "" + now);
  }

  private Asked asked(Account caller, Query query, Instant now) {
    Query.Span span = query.span(now, A_MONTH);
    String severity = query.text("severity").orElse("emergency");
    if (!severity.equals("all") && !SEVERITIES.contains(severity)) {
      throw Problem.badRequest("severity is emergency, urgent, notice or all");
    }
    return new Asked(
        span.from(), span.to(), severity.equals("all") ? null : severity, own.of(caller));
  }
}
