package care.silverbell.records.report;

import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Role;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.sheet.Language;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Set;

/** The route to a month's report, for doctor and family. */
public final class MonthRoutes {
  private static final Set<Role> DOCTOR_AND_FAMILY = Set.of(Role.DOCTOR, Role.FAMILY);

  private final MonthReports reports;
  private final String locale;

  /**
   * Prints what those reports tell.
   *
   * @param locale of who does not say in which language they read
   */
  public MonthRoutes(MonthReports reports, String locale) {
    this.reports = reports;
    this.locale = locale;
  }

  /** Adds the route; who may not see readings is told of incidents only. */
  public void addTo(Api api) {
    api.person(
        HttpMethod.GET,
        "/api/people/:id/month-report",
        DOCTOR_AND_FAMILY,
        Aspect.IDENTITY,
        (_, query, seen) -> print(query, seen));
  }

  private Api.Bytes print(Query query, Api.Seen seen) {
    YearMonth month = month(query);
    Language language = Language.of(query.text("lang").orElse(locale));
    if (!seen.sight().shows(Aspect.READINGS) && !seen.sight().shows(Aspect.CALLS)) {
      throw Problem.forbidden("neither readings nor calls of this person are yours to see now");
    }
    MonthReport report =
        reports
            .of(seen.person(), month, seen.sight())
            .orElseThrow(() -> Problem.notFound("there is no such person for you"));
    return new Api.Bytes(
        "application/pdf",
        "silverbell-" + month + ".pdf",
        Buffer.buffer(MonthPrint.print(report, new MonthWords(language))));
  }

  private YearMonth month(Query query) {
    try {
      YearMonth month = query.text("month").map(YearMonth::parse).orElseGet(reports::thisMonth);
      if (month.isAfter(reports.thisMonth())) {
        throw Problem.badRequest("that month has not begun");
      }
      return month;
    } catch (DateTimeException e) {
      throw Problem.badRequest("month is one such as 2026-11");
    }
  }
}
