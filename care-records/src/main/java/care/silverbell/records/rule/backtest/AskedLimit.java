package care.silverbell.records.rule.backtest;

import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.ingest.reading.Sign;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A limit as a request asks for it, to be tried or to be set. */
public record AskedLimit(Sign sign, Limit limit) implements Asked {
  private static final double GREATEST = 400;

  /** Seconds. */
  private static final double A_DAY = 86_400;

  /** Reads the body's sign, low, high and lastingSeconds. */
  public static AskedLimit of(Query query) {
    if (query.body().containsKey("greetingBy") || query.body().containsKey("stillAtMostMinutes")) {
      throw Problem.badRequest("either a limit or the day");
    }
    Sign sign =
        sign(query.required("sign"))
            .orElseThrow(() ->
                Problem.badRequest(
                    "sign is one of diastolic, heartRate, spo2, systolic, temperature"));
    Double low = number(query, "low", GREATEST);
    Double high = number(query, "high", GREATEST);
    Double seconds = number(query, "lastingSeconds", A_DAY);
    if (low == null && high == null) {
      throw Problem.badRequest("low, high or both are needed");
    }
    Duration lasting = seconds == null ? null : Duration.ofSeconds(seconds.longValue());
    try {
      return new AskedLimit(sign, new Limit(low, high, lasting));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("" + e.getMessage());
    }
  }

  /** The sign of that name, of those that have limits. */
  public static Optional<Sign> sign(String field) {
    return Arrays.stream(Sign.values())
        .filter(it -> it != Sign.STEPS && it.field().equals(field))
        .findFirst();
  }

  /** How long it must last; null for the rule's own time. */
  public @Nullable Integer lastingSeconds() {
    Duration lasting = limit.lasting();
    return lasting == null ? null : Math.toIntExact(lasting.toSeconds());
  }

  @Override
  public Kind kind() {
    return Kind.LIMIT;
  }

  @Override
  public JsonObject json() {
    return new JsonObject()
        .put("sign", sign.field())
        .put("low", limit.low())
        .put("high", limit.high())
        .put("lastingSeconds", lastingSeconds());
  }

  @Override
  public Proposal proposal(boolean overOwn) {
    return new Proposal.OfLimit(sign, limit, overOwn);
  }

  private static @Nullable Double number(Query query, String name, double greatest) {
    Object value = query.body().getValue(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= 0 && number.doubleValue() <= greatest)) {
      throw Problem.badRequest(name + " is a number from 0 to " + Math.round(greatest));
    }
    return number.doubleValue();
  }
}
