package care.silverbell.records.incident;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentState;
import care.silverbell.alerting.incident.Kind;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.ingest.reading.Position;
import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Sight;
import care.silverbell.records.person.People;
import care.silverbell.records.person.Person;
import care.silverbell.records.person.PersonFile;
import care.silverbell.records.person.PersonView;
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

  /**
   * Many, with one look-up of their people.
   *
   * @param sights what the caller sees of each of those people
   * @param unknown what the caller sees of a call whose wearer nobody knows
   */
  public JsonArray of(List<Incident> incidents, Map<PersonId, Sight> sights, Sight unknown) {
    Map<PersonId, Person> known =
        people.findAll(
            incidents.stream().map(Incident::person).filter(Objects::nonNull).distinct().toList());
    JsonArray json = new JsonArray();
    for (Incident incident : incidents) {
      PersonId person = incident.person();
      Sight sight = person == null ? unknown : sights.get(person);
      if (sight != null) {
        json.add(of(incident, known, sight));
      }
    }
    return json;
  }

  /**
   * One of them, where its person is known already. What that sight does not show is left out; what
   * is unknown is null.
   */
  public JsonObject of(Incident incident, Map<PersonId, Person> known, Sight sight) {
    PersonId id = incident.person();
    Person person = id == null ? null : known.get(id);
    JsonObject json =
        new JsonObject()
            .put("id", incident.id().toString())
            .put("person", person == null ? null : PersonView.of(json(person), sight))
            .put("band", incident.band() == null ? null : incident.band().value())
            .put("kind", incident.kind().wireName())
            .put("severity", incident.severity().wireName())
            .put("purpose", incident.purpose().wireName())
            .put("state", incident.state().wireName())
            .put("openedAt", "" + incident.openedAt())
            .put("call", call(incident))
            .put("why", tells(incident.kind(), sight) ? incident.why() : null)
            .put("whyZh", tells(incident.kind(), sight) ? incident.whyZh() : null)
            .put("presses", incident.presses())
            .put("step", incident.step())
            .put("lastRungAt", "" + incident.lastRungAt())
            .put("answeredBy", incident.answeredBy())
            .put("cancelledByWearerAt", text(incident.cancelledByWearerAt()))
            .put("askingUntil", text(incident.askingUntil()))
            .put("sequence", incident.sequence())
            .put("timeline", timeline(incident));
    Position position = incident.position();
    if (sight.shows(Aspect.POSITION)) {
      json.put("position", position == null ? null : TelemetryRoutes.json(position));
    }
    if (sight.shows(Aspect.READINGS)) {
      json.put("readings", readings(incident));
    }
    return json.put(
        "outcome",
        incident.state() instanceof IncidentState.Resolved done ? done.outcome().wireName() : null);
  }

  /** The same of whatever a rule has found. */
  public static boolean tells(Kind kind, Sight sight) {
    return switch (kind) {
      case HEART_RATE_HIGH,
          HEART_RATE_LOW,
          OXYGEN_LOW,
          BLOOD_PRESSURE_HIGH,
          BLOOD_PRESSURE_LOW,
          TEMPERATURE_HIGH,
          TEMPERATURE_LOW ->
          sight.shows(Aspect.READINGS);
      case WANDERING -> sight.shows(Aspect.POSITION) || sight.shows(Aspect.WHEREABOUTS);
      case CALL,
          FALL,
          STILL,
          MISSED_GREETING,
          SILENT_BAND,
          NOT_WORN,
          LOW_BATTERY,
          OUTAGE,
          SPOOL_FILLING,
          CHANNEL_DOWN ->
          true;
    };
  }

  private static JsonObject json(Person person) {
    return new JsonObject()
        .put("id", person.id().toString())
        .put("name", person.name())
        .put("address", person.address())
        .put("phone", person.phone())
        .put("cell", person.cell().name())
        .put("howToGetIn", person.howToGetIn())
        .put("doorCode", person.file().home().doorCode())
        .put("keyPlace", person.file().home().keyPlace())
        .put(
            "conditions",
            new JsonArray(
                person.file().health().conditions().stream()
                    .map(PersonFile.Condition::text)
                    .toList()));
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
