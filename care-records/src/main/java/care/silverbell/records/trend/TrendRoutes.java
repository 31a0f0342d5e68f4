package care.silverbell.records.trend;

import care.silverbell.ingest.reading.Sign;
import care.silverbell.ingest.telemetry.TelemetryStore;
import care.silverbell.ingest.trend.DayFigures;
import care.silverbell.ingest.trend.RollUp;
import care.silverbell.ingest.trend.RollUps;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Visibility;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.SignPath;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The routes to a sign's trend: the ribbon of any stretch of time, and the figures of days. */
public final class TrendRoutes {
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final int MOST_DAYS = 800;
  private static final int MONTH = 30;
  private static final Ribbon NOTHING = new Ribbon(null, List.of(), List.of());

  private final TelemetryStore telemetry;
  private final RollUps rollUps;
  private final Visibility visibility;
  private final InstantSource clock;

  /** Reads from both stores what the caller may see. */
  public TrendRoutes(
      TelemetryStore telemetry, RollUps rollUps, Visibility visibility, InstantSource clock) {
    this.telemetry = telemetry;
    this.rollUps = rollUps;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.person(
        HttpMethod.GET,
        "/api/people/:id/trend",
        Api.SIGNED_IN,
        Aspect.READINGS,
        (_, query, seen) -> trend(query, seen));
    api.person(
        HttpMethod.GET,
        "/api/people/:id/days",
        Api.SIGNED_IN,
        Aspect.USUAL,
        (_, query, seen) -> days(query, seen));
  }

  private JsonObject trend(Query query, Api.Seen seen) {
    Sign sign = sign(query);
    Query.Span span = query.span(clock.instant(), A_DAY);
    Instant from = span.from();
    Instant to = span.to();
    if (Duration.between(from, to).toDays() > MOST_DAYS) {
      throw Problem.badRequest("from lies before to by " + MOST_DAYS + " days at most");
    }
    Instant shown = visibility.shownFrom(seen.person(), seen.sight(), Aspect.READINGS, from, to);
    if (!shown.isBefore(to)) {
      return json(sign, from, to, NOTHING);
    }
    return json(sign, shown, to, Ribbon.read(telemetry, rollUps, seen.person(), sign, shown, to));
  }

  private static JsonObject json(Sign sign, Instant from, Instant to, Ribbon ribbon) {
    Duration every = ribbon.every();
    JsonArray items = new JsonArray();
    ribbon.pieces().forEach(piece -> items.add(json(piece)));
    JsonArray gaps = new JsonArray();
    ribbon
        .gaps()
        .forEach(gap ->
            gaps.add(
                new JsonObject()
                    .put("from", "" + gap.from())
                    .put("to", "" + gap.to())
                    .put("why", gap.why().wireName())));
    return new JsonObject()
        .put("sign", sign.field())
        .put("from", "" + from)
        .put("to", "" + to)
        .put("everySeconds", every == null ? null : every.toSeconds())
        .put("items", items)
        .put("gaps", gaps);
  }

  private JsonObject days(Query query, Api.Seen seen) {
    Sign sign = sign(query);
    LocalDate to = day(query, "to", clock.instant().atZone(rollUps.zone()).toLocalDate());
    LocalDate from = day(query, "from", to.minusDays(MONTH - 1));
    if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw Problem.badRequest(
          "from is not after to, and not more than " + MOST_DAYS + " days before");
    }
    JsonArray items = new JsonArray();
    rollUps.days(seen.person(), sign, from, to).forEach(day -> items.add(json(day)));
    return new JsonObject()
        .put("sign", sign.field())
        .put("zone", rollUps.zone().getId())
        .put("items", items);
  }

  private static Sign sign(Query query) {
    String asked = query.text("sign").orElse("heart-rate");
    return Arrays.stream(Sign.values())
        .filter(sign -> SignPath.of(sign).equals(asked))
        .findFirst()
        .orElseThrow(() ->
            Problem.badRequest(
                "sign is one of "
                    + Arrays.stream(Sign.values())
                        .map(SignPath::of)
                        .sorted()
                        .collect(Collectors.joining(", "))));
  }

  private static LocalDate day(Query query, String name, LocalDate otherwise) {
    try {
      return query.text(name).map(LocalDate::parse).orElse(otherwise);
    } catch (DateTimeException e) {
      throw Problem.badRequest(name + " is not a day such as 2026-11-22");
    }
  }

  private static JsonObject json(RollUp piece) {
    return new JsonObject()
        .put("at", "" + piece.at())
        .put("min", piece.min())
        .put("mean", piece.mean())
        .put("max", piece.max())
        .put("count", piece.count());
  }

  private static JsonObject json(DayFigures day) {
    JsonObject minutes = new JsonObject();
    day.minutes().forEach((value, count) -> minutes.put("" + value, count));
    return json(day.whole())
        .put("day", "" + day.day())
        .put("resting", day.resting())
        .put("byNight", day.byNight())
        .put("byDay", day.byDay())
        .put("minutes", minutes);
  }
}
