package care.silverbell.records.http;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.telemetry.TelemetryUnavailable;
import care.silverbell.records.access.Accounts;
import io.vertx.ext.web.RoutingContext;
import java.util.NoSuchElementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said of a failure, once for all routes. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The problem for what was thrown; what nobody foresaw is in the log, not in the answer. */
  static Problem said(RoutingContext context, Throwable cause) {
    return switch (cause) {
      case Problem problem -> problem;
      case NoSuchElementException e -> Problem.notFound("" + e.getMessage());
      case Accounts.TooManySignIns e -> {
        context.response().putHeader("Retry-After", "5");
        yield Problem.of(429, "" + e.getMessage());
      }
      case TelemetryUnavailable e -> logged(context, e, "readings cannot be looked up now");
      case DatabaseTrouble e -> logged(context, e, "the database cannot be asked now");
      default -> {
        log.error("{} {} failed", context.request().method(), context.request().path(), cause);
        yield Problem.of(500, "something went wrong here; it is in the log");
      }
    };
  }

  private static Problem logged(RoutingContext context, RuntimeException e, String detail) {
    log.warn("{} {} failed", context.request().method(), context.request().path(), e);
    return Problem.unavailable(detail);
  }
}
