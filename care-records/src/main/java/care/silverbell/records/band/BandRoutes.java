package care.silverbell.records.band;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.People;
import care.silverbell.records.person.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The routes to bands: register, put on a wrist, take off. */
public final class BandRoutes {
  /** What a serial may be, so that it is one level of a topic and a name in every broker. */
  private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private static final int PAGE = 100;

  private final Bands bands;
  private final People people;
  private final InstantSource clock;

  /** Brings together what a band needs. */
  public BandRoutes(Bands bands, People people, InstantSource clock) {
    this.bands = bands;
    this.people = people;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/bands", Api.ADMIN, (_, query) -> list(query));
    api.post("/api/bands", Api.ADMIN, (_, query) -> register(query));
    api.put("/api/bands/:serial/wearer", Api.ADMIN, (_, query) -> wear(query));
  }

  private JsonObject list(Query query) {
    int limit = query.limit(PAGE);
    List<Bands.Listed> page = bands.list(query.text("cursor").orElse(""), limit + 1);
    JsonArray items = new JsonArray();
    page.stream().limit(limit).map(BandRoutes::json).forEach(items::add);
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() > limit ? page.get(limit - 1).serial() : null);
  }

  private JsonObject register(Query query) {
    BandSerial serial = serial(query.required("serial"));
    try {
      String secret = bands.register(serial);
      query.context().response().setStatusCode(201);
      return new JsonObject().put("serial", serial.value()).put("secret", secret);
    } catch (DatabaseTrouble e) {
      if (e.isDuplicate()) {
        throw Problem.conflict("band " + serial + " is registered already");
      }
      throw e;
    }
  }

  private JsonObject wear(Query query) {
    BandSerial serial = serial(query.path("serial"));
    if (!query.body().containsKey("person")) {
      throw Problem.badRequest("person is missing; null takes the band off");
    }
    PersonId person = person(query.optional("person"));
    Instant since = since(query);
    try {
      if (person == null || since == null) {
        bands.wear(serial, person);
      } else {
        bands.wear(serial, person, since);
      }
    } catch (IllegalArgumentException e) {
      throw Problem.conflict("" + e.getMessage());
    }
    return json(bands.find(serial).orElseThrow());
  }

  /** From when on the band has been worn; null for now. */
  private @Nullable Instant since(Query query) {
    Instant since = query.bodyTime("since").orElse(null);
    if (since != null && since.isAfter(clock.instant())) {
      throw Problem.badRequest("since lies in the future");
    }
    return since;
  }

  private @Nullable PersonId person(@Nullable String id) {
    if (id == null) {
      return null;
    }
    try {
      PersonId person = PersonId.of(id);
      return people
          .find(person)
          .map(Person::id)
          .orElseThrow(() -> Problem.badRequest("there is no such person"));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("person is not an id");
    }
  }

  private static BandSerial serial(String text) {
    if (!SERIAL.matcher(text).matches()) {
      throw Problem.badRequest(
          "a serial is 1 to 64 letters, digits, - or _, beginning with a letter or digit");
    }
    return new BandSerial(text);
  }

  private static JsonObject json(Bands.Listed band) {
    PersonId wearer = band.wearer();
    return new JsonObject()
        .put("serial", band.serial())
        .put(
            "wearer",
            wearer == null
                ? null
                : new JsonObject().put("id", wearer.toString()).put("name", band.wearerName()))
        .put("since", band.since() == null ? null : "" + band.since());
  }
}
