package care.silverbell;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseSettings;
import care.silverbell.ingest.database.EmbeddedPostgres;
import care.silverbell.records.person.Editor;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.Language;
import care.silverbell.records.sheet.Mistake;
import care.silverbell.records.sheet.read.Unreadable;
import care.silverbell.records.sheet.store.Importer;
import care.silverbell.records.sheet.web.ImportAnswer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a spreadsheet in from the command line. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Takes people, contacts, bands, grid, staff and rota in from an XLSX or CSV file, all or"
          + " nothing.",
      "Ends with 0 when it was taken in, 1 when something in it must be mended, 2 when it could not"
          + " be tried."
    })
final class ImportCommand implements Callable<Integer> {
  private static final int TO_BE_MENDED = 1;
  private static final int NOT_TRIED = 2;

  @Parameters(paramLabel = "FILE", description = "the spreadsheet")
  private @Nullable Path file;

  @Option(names = "--dry-run", description = "only says what would come of it")
  private boolean dryRun;

  @Option(names = "--json", description = "answers in JSON")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Settings settings;
    try {
      settings = Settings.read(System.getenv());
    } catch (Settings.Unusable e) {
      System.err.println("The settings cannot be used:\n" + e.getMessage());
      return NOT_TRIED;
    }
    try (ExecutorService one = Executors.newVirtualThreadPerTaskExecutor()) {
      return one.submit(() -> run(settings)).get();
    }
  }

  private int run(Settings settings) throws Exception {
    Vertx vertx = Vertx.vertx();
    Path folder = settings.dataDir().resolve("postgres");
    Optional<DatabaseSettings> there =
        settings.database().or(() -> EmbeddedPostgres.running(folder));
    try (EmbeddedPostgres own = there.isPresent() ? null : EmbeddedPostgres.start(folder)) {
      DatabaseSettings where =
          (own == null ? there.orElseThrow() : own.settings()).in(settings.zone());
      for (String floor : new String[] {"ingest", "alerting", "records"}) {
        Database.migrate(where, floor);
      }
      try (Database database = Database.open(vertx, where, "import", 2)) {
        return take(settings, database);
      }
    } finally {
      vertx.close().await();
    }
  }

  private int take(Settings settings, Database database) {
    Clock clock = Clock.system(settings.zone());
    RecordSeal seal = RecordSeal.open(database, settings.recordKey(), settings.dataDir());
    Language language = Language.of(System.getenv().getOrDefault("SILVERBELL_LOCALE", "zh-CN"));
    Path from = file == null ? Path.of("") : file;
    try {
      Importer.Outcome outcome =
          new Importer(database, seal, clock, () -> {})
              .take(
                  from,
                  "" + from.getFileName(),
                  new Editor(null, "import"),
                  dryRun,
                  (stage, done, total) -> System.err.println(stage + " " + done + "/" + total));
      if (json) {
        System.out.println(ImportAnswer.of(outcome, language).encode());
      } else {
        say(outcome, language);
      }
      return outcome.checked().isGood() ? 0 : TO_BE_MENDED;
    } catch (Unreadable e) {
      System.err.println(e.why(language));
      return TO_BE_MENDED;
    } catch (RuntimeException e) {
      System.err.println("Nothing was written: " + e.getMessage());
      return NOT_TRIED;
    }
  }

  private static void say(Importer.Outcome outcome, Language language) {
    for (Mistake mistake : outcome.checked().mistakes()) {
      System.out.printf(
          "%s\t%s%d\t%s\t%s\t%s%n",
          mistake.sheet(),
          mistake.letter(),
          mistake.row(),
          mistake.heading() == null ? "" : mistake.heading(),
          mistake.what(language),
          mistake.mend(language));
    }
    System.out.println(outcome.counts().toJson().encode());
    outcome.secrets().forEach((serial, secret) -> System.out.println(serial + "\t" + secret));
  }
}
