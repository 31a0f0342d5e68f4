package care.silverbell.faults;

import care.silverbell.ingest.testing.RealInflux;
import care.silverbell.sim.bench.traffic.VitalsRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pulses that InfluxDB holds, asked of InfluxDB itself. */
final class KeptReadings {
  private final RealInflux influx;
  private final Map<String, String> personOf;

  /**
   * Asks that server.
   *
   * @param personOf the person's id, by the band
   */
  KeptReadings(RealInflux influx, Map<String, String> personOf) {
    this.influx = influx;
    this.personOf = personOf;
  }

  /** How many points there are, of all people. */
  long count() {
    JsonArray series = series("select count(heartRate) from vitals");
    return series.isEmpty() ? 0 : values(series).getJsonArray(0).getLong(1);
  }

  /** Readings made and not kept, by sequence. */
  List<Integer> missing(Readings readings, int made) {
    VitalsRun run = readings.run();
    List<Integer> missing = new ArrayList<>();
    for (int place = 0; place < run.bands().size(); place++) {
      Map<Long, Integer> kept = of(run.bands().get(place));
      for (int sequence = place; sequence < made; sequence += run.bands().size()) {
        Integer pulse = kept.remove(run.at(sequence));
        if (pulse == null) {
          missing.add(sequence);
        } else if (pulse != readings.pulse(sequence)) {
          throw new AssertionError(
              "reading %d says %d and is kept as %d"
                  .formatted(sequence, readings.pulse(sequence), pulse));
        }
      }
      if (!kept.isEmpty()) {
        throw new AssertionError("kept for " + run.bands().get(place) + ", never said: " + kept);
      }
    }
    return missing;
  }

  /**
   * One wearer's pulses by time; two points of one time, which InfluxDB cannot hold, would fail.
   */
  private Map<Long, Integer> of(String band) {
    Map<Long, Integer> kept = new HashMap<>();
    JsonArray series =
        series("select heartRate from vitals where person='" + personOf.get(band) + "'");
    if (!series.isEmpty()) {
      for (Object row : values(series)) {
        JsonArray point = (JsonArray) row;
        if (kept.put(point.getLong(0), point.getInteger(1)) != null) {
          throw new AssertionError(band + " has two points of " + point.getLong(0));
        }
      }
    }
    return kept;
  }

  private JsonArray series(String statement) {
    String question = URLEncoder.encode(statement, StandardCharsets.UTF_8);
    String answer = influx.get("/query?db=silverbell&epoch=ms&q=" + question).body();
    JsonObject result = new JsonObject(answer).getJsonArray("results").getJsonObject(0);
    if (result.containsKey("error")) {
      throw new AssertionError(statement + ": " + answer);
    }
    return result.getJsonArray("series", new JsonArray());
  }

  private static JsonArray values(JsonArray series) {
    return series.getJsonObject(0).getJsonArray("values");
  }
}
