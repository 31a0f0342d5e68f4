package care.silverbell.records.incident;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.records.person.People;
import care.silverbell.records.person.Person;
import care.silverbell.records.person.TelemetryRoutes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Incidents as the contract writes them, with what the one who goes there must know. */
public final class IncidentJson {
  private final People people;

  /** Looks people up as it writes. */
  public IncidentJson(People people) {
    this.people = people;
  }

  /** One of them. */
  public JsonObject of(Incident incident) {
    return of(List.of(incident)).getJsonObject(0);
  }

  /** Many, with one look-up of their people. */
  public JsonArray of(List<Incident> incidents) {
    Map<PersonId, Person> known =
        people.findAll(
            incidents.stream().map(Incident::person).filter(Objects::nonNull).distinct().toList());
    JsonArray json = new JsonArray();
    incidents.forEach(incident -> json.add(of(incident, known)));
    return json;
  }

  /** One of them, where its person is known already. */
  public JsonObject of(Incident incident, Map<PersonId, Person> known) {
    PersonId id = incident.person();
    Person person = id == null ? null : known.get(id);
    Position position = incident.position();
    JsonObject json =
        new JsonObject()
            .put("id", incident.id().toString())
            .put("person", person == null ? null : json(person))
            .put("band", incident.band() == null ? null : incident.band().value())
            .put("kind", incident.kind().wireName())
            .put("severity", incident.severity().wireName())
            .put("state", incident.state().wireName())
            .put("openedAt", "" + incident.openedAt())
            .put("call", call(incident))
            .put("position", position == null ? null : TelemetryRoutes.json(position))
            .put("readings", readings(incident))
            .put("why", incident.why())
            .put("presses", incident.presses())
            .put("step", incident.step())
            .put("lastRungAt", "" + incident.lastRungAt())
            .put("answeredBy", incident.answeredBy())
            .put("cancelledByWearerAt", text(incident.cancelledByWearerAt()))
            .put("timeline", timeline(incident));
    return json.put(
        "outcome",
        incident.state() instanceof IncidentState.Resolved done ? done.outcome().wireName() : null);
  }

  private static JsonObject json(Person person) {
    return new JsonObject()
        .put("id", person.id().toString())
        .put("name", person.name())
        .put("address", person.address())
        .put("phone", person.phone())
        .put("cell", person.cell().name())
        .put("howToGetIn", person.howToGetIn());
  }

  private static @Nullable JsonObject call(Incident incident) {
    Incident.FirstPress call = incident.call();
    return call == null ? null : new JsonObject().put("id", call.id()).put("at", "" + call.at());
  }

  private static JsonArray readings(Incident incident) {
    JsonArray readings = new JsonArray();
    incident
        .readings()
        .forEach(reading ->
            readings.add(
                new JsonObject()
                    .put("sign", reading.sign().field())
                    .put("value", reading.value())
                    .put("at", "" + reading.at())));
    return readings;
  }

  private static JsonArray timeline(Incident incident) {
    JsonArray timeline = new JsonArray();
    incident
        .timeline()
        .forEach(entry ->
            timeline.add(
                new JsonObject()
                    .put("at", "" + entry.at())
                    .put("what", entry.what())
                    .put("by", entry.by())
                    .put("detail", entry.detail())));
    return timeline;
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
