package care.silverbell.alerting.watch;

import care.silverbell.alerting.rule.MassSilence;
import care.silverbell.alerting.rule.MassSilence.Outage;
import care.silverbell.ingest.database.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The outages that the operator was told of, on disk for as long as any is remembered. */
final class Outages {
  private final Database database;

  Outages(Database database) {
    this.database = database;
  }

  void keep(Outage outage, Instant toldAt) {
    var _ =
        database.query(
            "keeping an outage",
            "insert into outage (cell, from_at, to_at, bands, told_at) values ($1, $2, $3, $4, $5)",
            outage.cell(),
            outage.from(),
            outage.to(),
            outage.bands(),
            toldAt);
    var _ =
        database.query(
            "forgetting old outages",
            "delete from outage where told_at < $1",
            toldAt.minus(MassSilence.LONGEST));
  }

  /** Those that may go on; whose bands are silent with them still is found anew. */
  List<MassSilence.Running> ofLate(Instant now) {
    List<MassSilence.Running> running = new ArrayList<>();
    database
        .query(
            "reading outages",
            "select * from outage where told_at > $1 order by id",
            now.minus(MassSilence.LONGEST))
        .forEach(row ->
            running.add(
                new MassSilence.Running(
                    new Outage(
                        row.getString("cell"),
                        Database.instant(row, "from_at"),
                        Database.instant(row, "to_at"),
                        row.getInteger("bands")),
                    List.of(),
                    Database.instant(row, "told_at"),
                    null)));
    return running;
  }
}
