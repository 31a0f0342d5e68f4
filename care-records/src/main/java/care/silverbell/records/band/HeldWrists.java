package care.silverbell.records.band;

import care.silverbell.ingest.database.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Bands that go on wrists and the people who shall wear them, held until the transaction ends, so
 * that two bands put on at once do not both find the wrist bare.
 */
final class HeldWrists {
  private final Map<String, BandStanding> bands;
  private final Set<UUID> closed = new HashSet<>();
  private final Map<UUID, String> others = new HashMap<>();

  private HeldWrists(Map<String, BandStanding> bands) {
    this.bands = bands;
  }

  /** Holds bands before people, each in one order: so nobody waits in a circle. */
  static HeldWrists hold(SqlConnection tx, Collection<String> serials, Collection<UUID> people) {
    holdBands(tx, serials);
    Object ids = people.toArray(UUID[]::new);
    HeldWrists held = new HeldWrists(new HashMap<>());
    for (Row row :
        Database.query(
            tx,
            "taking the wearers",
            "select id, closed_on from person where id = any($1) order by id for no key update",
            ids)) {
      if (row.getLocalDate("closed_on") != null) {
        held.closed.add(row.getUUID("id"));
      }
    }
    held.bands.putAll(BandStanding.of(tx, serials));
    for (Row row :
        Database.query(
            tx,
            "looking what else they wear",
            "select person, band from wearing where person = any($1) and until is null",
            ids)) {
      if (!held.bands.containsKey(row.getString("band"))) {
        held.others.put(row.getUUID("person"), row.getString("band"));
      }
    }
    return held;
  }

  static void holdBands(SqlConnection tx, Collection<String> serials) {
    var _ =
        Database.query(
            tx,
            "taking the bands",
            "select from band where serial = any($1) order by serial for update",
            (Object) serials.toArray(String[]::new));
  }

  /** A band that the person wears and that is not one of those held. */
  Optional<String> other(UUID person) {
    return Optional.ofNullable(others.get(person));
  }

  /** Whether that person wears that band now. */
  boolean isOn(String serial, UUID person) {
    return band(serial).wearer().equals(person.toString());
  }

  /** {@link BandStanding#whyNot} of a band and a person held. */
  Optional<BandStanding.No> whyNot(String serial, UUID person, boolean wearsAnother, Instant from) {
    return band(serial).whyNot(closed.contains(person), wearsAnother, from);
  }

  private BandStanding band(String serial) {
    BandStanding band = bands.get(serial);
    if (band == null) {
      throw new java.util.NoSuchElementException("there is no band " + serial);
    }
    return band;
  }
}
