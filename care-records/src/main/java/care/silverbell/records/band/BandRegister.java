package care.silverbell.records.band;

import care.silverbell.ingest.band.MakersWay;
import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All bands as they were at one reading of the database: who may sign in, who wore which when, and
 * each maker's way.
 */
record BandRegister(Map<String, Entry> entries, Map<String, List<Wearing>> wearings) {

  /**
   * One band.
   *
   * @param secret null while it is lost or retired: then no secret is the right one
   * @param tests whether every press of it is a test
   * @param canary whether it is the service's own
   * @param asksItself whether it asks its wearer after a fall before it tells of it
   */
  record Entry(
      @Nullable BandSecret secret,
      MakersWay way,
      boolean tests,
      boolean canary,
      boolean asksItself) {}

  /** From when to when somebody wore a band; {@code until} is null while they wear it. */
  record Wearing(PersonId person, Instant since, @Nullable Instant until) {
    boolean covers(Instant at) {
      return !at.isBefore(since) && (until == null || at.isBefore(until));
    }
  }

  /**
   * Reads the database.
   *
   * @throws care.silverbell.ingest.database.DatabaseTrouble if it does not answer
   */
  static BandRegister read(Database database) {
    Map<String, Entry> entries = new HashMap<>();
    database
        .query(
            "reading the bands",
            """
            select b.serial, b.salt, b.secret_hash, b.profile, g.why, false as canary from band b
              left join band_gone g on g.band = b.serial and g.until is null
            union all
            select serial, salt, secret_hash, 'contract', null, true from canary_band
            """)
        .forEach(row -> entries.put(row.getString("serial"), entry(row)));
    Map<String, List<Wearing>> wearings = new HashMap<>();
    database
        .query(
            "reading who wears what",
            "select band, person, since, until from wearing order by since desc")
        .forEach(row ->
            wearings
                .computeIfAbsent(row.getString("band"), _ -> new ArrayList<>())
                .add(
                    new Wearing(
                        new PersonId(row.getUUID("person")),
                        Database.instant(row, "since"),
                        Database.instantOrNull(row, "until"))));
    return new BandRegister(entries, wearings);
  }

  Optional<PersonId> wearerOf(String serial, Instant at) {
    for (Wearing wearing : wearings.getOrDefault(serial, List.of())) {
      if (wearing.covers(at)) {
        return Optional.of(wearing.person());
      }
    }
    return Optional.empty();
  }

  /** Who wears a band now, and which. */
  Map<PersonId, BandSerial> worn() {
    Map<PersonId, BandSerial> worn = new HashMap<>();
    wearings.forEach((serial, theirs) ->
        theirs.stream()
            .filter(it -> it.until() == null)
            .forEach(it -> worn.put(it.person(), new BandSerial(serial))));
    return worn;
  }

  boolean mayConnect(String serial, String secret) {
    Entry known = entries.get(serial);
    return known != null && known.secret() != null && known.secret().matches(secret);
  }

  /** Whether the band is lost or retired. */
  boolean isGone(String serial) {
    Entry known = entries.get(serial);
    return known != null && known.secret() == null;
  }

  boolean knows(String serial) {
    return entries.containsKey(serial);
  }

  boolean isForTests(String serial) {
    Entry known = entries.get(serial);
    return known != null && known.tests();
  }

  boolean isCanary(String serial) {
    Entry known = entries.get(serial);
    return known != null && known.canary();
  }

  boolean asksItself(String serial) {
    Entry known = entries.get(serial);
    return known != null && known.asksItself();
  }

  MakersWay wayOf(String serial) {
    Entry known = entries.get(serial);
    return known == null ? MakersWay.CONTRACT : known.way();
  }

  private static Entry entry(Row row) {
    boolean gone = row.getString("why") != null;
    return new Entry(
        gone
            ? null
            : new BandSecret(
                row.getBuffer("salt").getBytes(), row.getBuffer("secret_hash").getBytes()),
        BandProfiles.shipped().named(row.getString("profile")).orElse(MakersWay.CONTRACT),
        BandProfiles.shipped().isForTests(row.getString("profile")),
        row.getBoolean("canary"),
        BandProfiles.shipped().asksItself(row.getString("profile")));
  }
}
