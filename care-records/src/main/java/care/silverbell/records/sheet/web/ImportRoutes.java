package care.silverbell.records.sheet.web;

import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.Editor;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.SheetKind;
import care.silverbell.records.sheet.print.CsvPrint;
import care.silverbell.records.sheet.print.Template;
import care.silverbell.records.sheet.print.XlsxPrint;
import care.silverbell.records.sheet.store.Exporter;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes by which sheets come in and go out. */
public final class ImportRoutes {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final String CSV = "text/csv; charset=utf-8";

  private final ImportJobs jobs;
  private final Exporter exporter;
  private final Oversight oversight;

  /** Brings together what sheets need; the jobs are the same for all instances. */
  public ImportRoutes(ImportJobs jobs, Exporter exporter, Oversight oversight) {
    this.jobs = jobs;
    this.exporter = exporter;
    this.oversight = oversight;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.post("/api/import", Api.ADMIN, this::take);
    api.get("/api/import/template.xlsx", Api.ADMIN, (_, query) -> template(query));
    api.get(
        "/api/import/:job", Api.ADMIN, (_, query) -> jobs.find(query.path("job"), language(query)));
    api.get("/api/export.xlsx", Api.ADMIN, this::workbook);
    for (SheetKind kind : SheetKind.values()) {
      api.get(
          "/api/export/" + kind.wireName() + ".csv",
          Api.ADMIN,
          (caller, query) -> csv(kind, caller, query));
    }
  }

  private JsonObject take(Account caller, Query query) {
    boolean dryRun = query.text("dry-run").map("true"::equals).orElse(false);
    String name = query.text("name").orElse("");
    jobs.claim();
    boolean started = false;
    try {
      Path file = Upload.take(query.context().request());
      ImportJobs.Job job = jobs.start(file, name, Editor.of(caller), dryRun);
      started = true;
      query.context().response().setStatusCode(202);
      return new JsonObject().put("id", job.id());
    } finally {
      if (!started) {
        jobs.giveUp();
      }
    }
  }

  private @Nullable Object template(Query query) {
    return Download.of(
        query.context().response(),
        XLSX,
        "silverbell.xlsx",
        out -> Template.print(language(query), out));
  }

  private @Nullable Object workbook(Account caller, Query query) {
    noteLooks(caller);
    return Download.of(
        query.context().response(),
        XLSX,
        "silverbell-export.xlsx",
        out ->
            exporter.export(
                Arrays.asList(SheetKind.values()),
                language(query),
                tables -> XlsxPrint.print(tables, out)));
  }

  private @Nullable Object csv(SheetKind kind, Account caller, Query query) {
    switch (kind) {
      case PEOPLE, CONTACTS, BANDS -> noteLooks(caller);
      case GRID, STAFF, ROTA -> {} // nobody who is cared for stands in them
    }
    return Download.of(
        query.context().response(),
        CSV,
        kind.wireName() + ".csv",
        out ->
            exporter.export(
                List.of(kind), language(query), tables -> CsvPrint.print(tables.getFirst(), out)));
  }

  /** Whoever takes a sheet of everybody away has looked at everybody. */
  private void noteLooks(Account caller) {
    oversight.log().note(caller, "export", oversight.visibility().sights(caller)).awaitKept();
  }

  private static Language language(Query query) {
    return Language.of(
        query
            .text("lang")
            .or(() ->
                java.util.Optional.ofNullable(
                    query.context().request().getHeader("Accept-Language")))
            .orElse("zh"));
  }
}
