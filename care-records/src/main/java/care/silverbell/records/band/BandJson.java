package care.silverbell.records.band;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bands as the contract writes them. */
final class BandJson {
  private BandJson() {}

  static JsonObject of(Bands.Listed band) {
    Bands.Heard heard = band.heard();
    JsonObject json =
        new JsonObject()
            .put("serial", band.serial())
            .put("profile", band.profile())
            .put("state", band.life().wireName())
            .put("lastHeard", text(heard.at()))
            .put("online", heard.online())
            .put("battery", heard.battery())
            .put("firmware", heard.firmware());
    return switch (band.life()) {
      case BandLife.InStock _ -> json.putNull("wearer").putNull("since");
      case BandLife.Worn(var wearer, var name, var since) ->
          json.put("wearer", new JsonObject().put("id", wearer.toString()).put("name", name))
              .put("since", text(since));
      case BandLife.Lost(var since) -> json.putNull("wearer").put("since", text(since));
      case BandLife.Retired(var since) -> json.putNull("wearer").put("since", text(since));
    };
  }

  /** With everything it has been through. */
  static JsonObject whole(
      Bands.Listed band, List<Bands.Wrist> wrists, List<Bands.Absence> absences) {
    JsonArray wristsJson = new JsonArray();
    wrists.forEach(wrist ->
        wristsJson.add(
            new JsonObject()
                .put(
                    "person",
                    new JsonObject().put("id", wrist.person().toString()).put("name", wrist.name()))
                .put("since", text(wrist.since()))
                .put("until", text(wrist.until()))));
    JsonArray absencesJson = new JsonArray();
    absences.forEach(absence ->
        absencesJson.add(
            new JsonObject()
                .put("why", absence.why())
                .put("since", text(absence.since()))
                .put("until", text(absence.until()))));
    return of(band)
        .put("registeredAt", text(band.registeredAt()))
        .put("wrists", wristsJson)
        .put("absences", absencesJson);
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
