package care.silverbell.records.live;

import care.silverbell.ingest.reading.BandStatus;
import care.silverbell.ingest.reading.Location;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Reading;
import care.silverbell.ingest.reading.Vitals;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Sight;
import care.silverbell.records.person.TelemetryRoutes;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The newest of each kind that has come in of one person since pages were last told; null where
 * nothing has.
 */
record NewestReadings(
    @Nullable Vitals heartRate, @Nullable Location location, @Nullable BandStatus status) {

  static NewestReadings of(Reading reading) {
    return switch (reading) {
      case Vitals vitals ->
          new NewestReadings(
              vitals.signs().ofWearer().heartRate() == null ? null : vitals, null, null);
      case Location location -> new NewestReadings(null, location, null);
      case BandStatus status -> new NewestReadings(null, null, status);
    };
  }

  NewestReadings and(NewestReadings other) {
    return new NewestReadings(
        newer(heartRate, other.heartRate),
        newer(location, other.location),
        newer(status, other.status));
  }

  /** The events that tell of them what that sight shows; empty where that is nothing. */
  String events(PersonId person, Sight sight) {
    Vitals heartRate = sight.shows(Aspect.READINGS) ? this.heartRate : null;
    Location location = sight.shows(Aspect.POSITION) ? this.location : null;
    StringBuilder events = new StringBuilder();
    if (heartRate != null || location != null) {
      JsonObject json = new JsonObject().put("person", person.toString());
      if (heartRate != null) {
        json.put(
            "heartRate",
            new JsonObject()
                .put("at", "" + heartRate.moment().at())
                .put("value", heartRate.signs().heartRate()));
      }
      if (location != null) {
        json.put(
            "position",
            TelemetryRoutes.json(location.position()).put("at", "" + location.moment().at()));
      }
      events.append("event: reading\ndata: ").append(json.encode()).append("\n\n");
    }
    if (status != null) {
      JsonObject json =
          new JsonObject()
              .put("serial", status.band().value())
              .put("person", person.toString())
              .put("at", "" + status.moment().at())
              .put("online", status.state().online())
              .put("battery", status.state().battery())
              .put("worn", status.state().worn());
      events.append("event: band\ndata: ").append(json.encode()).append("\n\n");
    }
    return events.toString();
  }

  private static <R extends Reading> @Nullable R newer(@Nullable R a, @Nullable R b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.moment().at().isAfter(b.moment().at()) ? a : b;
  }
}
