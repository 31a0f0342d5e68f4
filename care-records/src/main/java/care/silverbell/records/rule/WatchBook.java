package care.silverbell.records.rule;

import care.silverbell.alerting.rule.Baseline;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.LimitsBook;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.repeating.Known;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was set for everybody's rules, held in memory, so that no reading waits for a look-up; what
 * another instance changes is seen within seconds.
 */
public final class WatchBook implements LimitsBook, AutoCloseable {
  private final Database database;
  private final PersonLimits limits;
  private final Zones zones;
  private final Baselines baselines;
  private final PersonDays days;
  private final ZoneId clock;
  private final Known<Book> book;

  /** What stands in it at one reading: who is watched how, and what was agreed about their day. */
  private record Book(Map<PersonId, Watched> people, Map<PersonId, PersonDays.Day> days) {}

  /**
   * Reads what was set, and goes on doing so.
   *
   * @param clock the wall clock that people live by
   */
  public WatchBook(
      Database database,
      PersonLimits limits,
      Zones zones,
      Baselines baselines,
      PersonDays days,
      ZoneId clock) {
    this.database = database;
    this.limits = limits;
    this.zones = zones;
    this.baselines = baselines;
    this.days = days;
    this.clock = clock;
    this.book = new Known<>("limits-rereading", "limits and zones", this::read);
  }

  @Override
  public Watched of(PersonId person) {
    Watched watched = book.now().people.get(person);
    return watched == null ? Watched.byDefault(person, clock) : watched;
  }

  /** What was agreed with somebody about their day and about a fall; from memory. */
  public PersonDays.Day dayOf(PersonId person) {
    return book.now().days.getOrDefault(person, PersonDays.Day.DEFAULT);
  }

  /** Reads anew what was set. */
  public void reread() {
    book.reread();
  }

  private Book read() {
    Map<PersonId, Limits> limitsNow = limits.standing();
    Map<PersonId, List<Zone>> zonesNow = zones.standing();
    Map<PersonId, Baseline> usual = baselines.newest();
    Map<PersonId, PersonDays.Day> daysNow = days.all();
    Map<PersonId, Watched> read = new HashMap<>();
    database
        .query(
            "reading who is watched",
            """
            select p.id, c.name as cell from person p left join grid_cell c on c.id = p.cell
             where exists (select from wearing w where w.person = p.id)
            """)
        .forEach(row -> {
          UUID id = row.getUUID("id");
          PersonId person = new PersonId(id);
          PersonDays.Day day = daysNow.getOrDefault(person, PersonDays.Day.DEFAULT);
          read.put(
              person,
              new Watched(
                  person,
                  limitsNow.getOrDefault(person, Limits.NONE),
                  usual.get(person),
                  zonesNow.getOrDefault(person, List.of()),
                  day.companions(),
                  day.hours(),
                  clock,
                  row.getString("cell")));
        });
    return new Book(Map.copyOf(read), Map.copyOf(daysNow));
  }

  @Override
  public void close() {
    book.close();
  }
}
