package care.silverbell.records.sheet.store;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.records.band.BandsTogether;
import care.silverbell.records.person.Editor;
import care.silverbell.records.person.Overtaken;
import care.silverbell.records.seal.RecordSeal;
import care.silverbell.records.sheet.Column;
import care.silverbell.records.sheet.check.Checked;
import care.silverbell.records.sheet.check.Known;
import care.silverbell.records.sheet.check.SheetCheck;
import care.silverbell.records.sheet.read.RawSheet;
import care.silverbell.records.sheet.read.SheetFile;
import care.silverbell.records.sheet.read.Unreadable;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an office's file in: read, checked against what is known, and written in one transaction,
 * all of it or nothing. The same file once more changes nothing.
 */
public final class Importer {
  private static final Logger log = LoggerFactory.getLogger(Importer.class);

  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended('import', 0))";

  private final Database database;
  private final RecordSeal seal;
  private final Clock clock;
  private final Runnable bandsChanged;

  /**
   * Writes to the database.
   *
   * @param clock in the zone of the office, whose days are meant
   * @param bandsChanged told when bands may have come or changed wrists
   */
  public Importer(Database database, RecordSeal seal, Clock clock, Runnable bandsChanged) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
    this.bandsChanged = bandsChanged;
  }

  /** Told how far it is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * So far.
     *
     * @param stage {@code reading}, {@code checking} or {@code writing}
     */
    void at(String stage, int done, int total);
  }

  /**
   * What came of it.
   *
   * @param written false where there are mistakes, or it was only tried
   * @param secrets of the bands that are new, by serial; they cannot be asked for again
   */
  public record Outcome(
      boolean written, Checked checked, Counts counts, Map<String, String> secrets) {}

  /**
   * Takes a file in.
   *
   * @param name as its sender calls it
   * @param dryRun whether it is only tried
   * @throws Unreadable if it is no spreadsheet
   * @throws care.silverbell.ingest.database.DatabaseTrouble if it cannot be written; nothing is
   *     then
   */
  public Outcome take(Path file, String name, Editor by, boolean dryRun, Progress progress)
      throws Unreadable {
    return take(file, name, by, dryRun, progress, BandsTogether::freshSecret);
  }

  /** The same with new bands' secrets from there, as the demo needs it. */
  public Outcome take(
      Path file,
      String name,
      Editor by,
      boolean dryRun,
      Progress progress,
      Supplier<String> freshSecret)
      throws Unreadable {
    progress.at("reading", 0, 0);
    List<RawSheet> sheets = SheetFile.read(file, name);
    Supplier<Outcome> taking =
        () ->
            database.transaction(
                "importing", tx -> taken(tx, sheets, by, dryRun, progress, freshSecret));
    Outcome outcome = takenOrLookedAtAnew(taking);
    if (outcome.written()) {
      bandsChanged.run();
    }
    return outcome;
  }

  /** What somebody changed between check and writing is told at its cell by another check. */
  private static Outcome takenOrLookedAtAnew(Supplier<Outcome> taking) {
    try {
      return taking.get();
    } catch (Overtaken e) {
      log.info("an import is looked at anew: {}", e.getMessage());
    } catch (DatabaseTrouble e) {
      if (!e.isDuplicate()) {
        throw e;
      }
      log.info("an import is looked at anew: {}", e.getMessage());
    }
    return taking.get();
  }

  private Outcome taken(
      SqlConnection tx,
      List<RawSheet> sheets,
      Editor by,
      boolean dryRun,
      Progress progress,
      Supplier<String> freshSecret) {
    var _ = Database.query(tx, "waiting for another import", ONE_AT_A_TIME);
    int rows = sheets.stream().mapToInt(it -> Math.max(0, it.rows().size() - 1)).sum();
    progress.at("checking", 0, rows);
    Instant now = clock.instant();
    GridHoldings grid = GridHoldings.read(tx, now, clock.getZone());
    PeopleHoldings people = PeopleHoldings.read(tx, seal, grid);
    Checked checked = SheetCheck.check(sheets, known(tx, grid, people, now));
    progress.at("checking", rows, rows);
    Counts counts = new Counts();
    if (!checked.isGood()) {
      return new Outcome(false, checked, counts, Map.of());
    }
    GridWriting gridWriting = new GridWriting(grid, checked, counts, now, clock.getZone());
    PeopleWriting peopleWriting =
        new PeopleWriting(people, gridWriting, checked, counts, now, clock.getZone());
    peopleWriting.plan(freshSecret);
    if (dryRun) {
      return new Outcome(false, checked, counts, Map.of());
    }
    progress.at("writing", 0, rows);
    gridWriting.write(tx);
    peopleWriting.write(tx, seal, by, progress);
    return new Outcome(true, checked, counts, peopleWriting.secrets());
  }

  private Known known(SqlConnection tx, GridHoldings grid, PeopleHoldings people, Instant now) {
    Map<String, String> parents = new HashMap<>();
    Map<String, String> outlines = new HashMap<>();
    grid.cells()
        .forEach((code, held) -> {
          parents.put(code, held.text(Column.GRID_PARENT));
          outlines.put(code, held.text(Column.GRID_OUTLINE));
        });
    Set<String> doctors = new HashSet<>();
    Database.query(tx, "reading the doctors", "select name from account where role = 'doctor'")
        .forEach(row -> doctors.add(row.getString("name")));
    return new Known(
        parents,
        outlines,
        grid.staff().keySet(),
        grid.left(),
        doctors,
        people.kept(),
        people.closed(),
        people.bands(),
        now.atZone(clock.getZone()));
  }
}
