package care.silverbell.records.response.reach;

import care.silverbell.ingest.database.Database;
import care.silverbell.records.seal.SealedWords;
import java.util.List;
import java.util.function.UnaryOperator;

/** Seals the addresses that were kept before they were sealed. */
public final class AddressSeal {
  private record Place(String table, String column, String which, UnaryOperator<String> seal) {}

  private static final String TOPIC =
      "exists (select from own_reach o where o.owner = verified_address.owner and o.ntfy = address)";

  private AddressSeal() {}

  /** Does it; where all are sealed it does nothing, and two at once do no harm. */
  public static void sealOld(Database database, SealedWords words) {
    List<Place> places =
        List.of(
            new Place("push_subscription", "auth", "true", words::sealed),
            new Place("group_robot", "address", "channel <> 'ntfy'", words::sealedAddress),
            new Place("group_robot", "address", "channel = 'ntfy'", words::sealed),
            new Place("own_reach", "webhook", "webhook is not null", words::sealedAddress),
            new Place(
                "verified_address", "address", "address like 'https://%'", words::sealedAddress),
            new Place("verification", "address", "channel = 'webhook'", words::sealedAddress),
            // A verified address does not say of which channel it is: known by whose topic it is.
            new Place("verified_address", "address", TOPIC, words::sealed),
            new Place("verification", "address", "channel = 'ntfy'", words::sealed),
            new Place("own_reach", "ntfy", "ntfy is not null", words::sealed));
    places.forEach(place -> sealOld(database, place));
  }

  private static void sealOld(Database database, Place place) {
    String column = place.column;
    database
        .query(
            "looking for addresses in clear",
            "select distinct %s as words from %s where %s and %s not like '%%sealed:%%'"
                .formatted(column, place.table, place.which, column))
        .forEach(row -> {
          String clear = row.getString("words");
          var _ =
              database.query(
                  "sealing an address",
                  "update %s set %s = $2 where %s = $1 and %s"
                      .formatted(place.table, column, column, place.which),
                  clear,
                  place.seal.apply(clear));
        });
  }
}
