package care.silverbell.records.band;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.http.Api;
import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.People;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The routes to bands: register, put on a wrist, take off, lose, retire, find again. */
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
    api.get("/api/band-profiles", Api.ADMIN, (_, _) -> profiles());
    api.get("/api/bands", Api.ADMIN, (_, query) -> list(query));
    api.post("/api/bands", Api.ADMIN, (_, query) -> register(query));
    api.get("/api/bands/:serial", Api.ADMIN, (_, query) -> whole(serial(query.path("serial"))));
    api.put("/api/bands/:serial", Api.ADMIN, (_, query) -> change(query));
    api.post("/api/bands/:serial/secret", Api.ADMIN, (_, query) -> renewSecret(query));
    api.put("/api/bands/:serial/wearer", Api.ADMIN, (_, query) -> wear(query));
  }

  private static JsonObject profiles() {
    return new JsonObject().put("items", BandProfiles.shipped().json());
  }

  private JsonObject list(Query query) {
    String state = query.text("state").orElse("");
    if (!state.isEmpty() && !BandLife.STATES.contains(state)) {
      throw Problem.badRequest("state is one of " + String.join(", ", BandLife.STATES));
    }
    int limit = query.limit(PAGE);
    List<Bands.Listed> page =
        bands.list(
            state,
            query.text("q").map(String::strip).orElse(""),
            query.text("cursor").orElse(""),
            limit + 1);
    JsonArray items = new JsonArray();
    page.stream().limit(limit).map(BandJson::of).forEach(items::add);
    return new JsonObject()
        .put("items", items)
        .put("next", page.size() > limit ? page.get(limit - 1).serial() : null);
  }

  private JsonObject register(Query query) {
    BandSerial serial = serial(query.required("serial"));
    String profile = profile(query.optional("profile"));
    try {
      String secret = bands.registerOf(serial, profile == null ? BandProfiles.CONTRACT : profile);
      query.context().response().setStatusCode(201);
      return new JsonObject().put("serial", serial.value()).put("secret", secret);
    } catch (DatabaseTrouble e) {
      if (e.isDuplicate()) {
        throw Problem.conflict("band " + serial + " is registered already");
      }
      throw e;
    }
  }

  private JsonObject whole(BandSerial serial) {
    return BandJson.whole(
        bands.find(serial).orElseThrow(() -> Problem.notFound("there is no band " + serial)),
        bands.wrists(serial),
        bands.absences(serial));
  }

  private JsonObject change(Query query) {
    BandSerial serial = serial(query.path("serial"));
    String profile = profile(query.optional("profile"));
    String state = query.optional("state");
    if (profile == null && state == null) {
      throw Problem.badRequest("say profile, state, or both");
    }
    if (state != null) {
      changeState(serial, state);
    }
    if (profile != null) {
      bands.changeProfile(serial, profile);
    }
    return whole(serial);
  }

  private void changeState(BandSerial serial, String state) {
    try {
      switch (state) {
        case "lost" -> bands.loseOrRetire(serial, BandLife.Gone.LOST);
        case "retired" -> bands.loseOrRetire(serial, BandLife.Gone.RETIRED);
        case "in-stock" -> bands.backInStock(serial);
        default ->
            throw Problem.badRequest(
                "state is one of in-stock, lost, retired; PUT …/wearer puts a band on a wrist");
      }
    } catch (IllegalArgumentException e) {
      throw Problem.conflict("" + e.getMessage());
    }
  }

  private JsonObject renewSecret(Query query) {
    BandSerial serial = serial(query.path("serial"));
    return new JsonObject().put("serial", serial.value()).put("secret", bands.renewSecret(serial));
  }

  private JsonObject wear(Query query) {
    BandSerial serial = serial(query.path("serial"));
    if (!query.body().containsKey("person")) {
      throw Problem.badRequest("person is missing; null takes the band off");
    }
    boolean replace = flag(query, "replace");
    PersonId person = person(query.optional("person"));
    Instant since = since(query);
    try {
      if (person == null) {
        bands.wear(serial, null);
      } else {
        bands.wear(serial, person, since, replace);
      }
    } catch (IllegalArgumentException e) {
      throw Problem.conflict("" + e.getMessage());
    }
    return BandJson.of(bands.find(serial).orElseThrow());
  }

  private static boolean flag(Query query, String name) {
    Object value = query.body().getValue(name);
    if (value != null && !(value instanceof Boolean)) {
      throw Problem.badRequest(name + " is true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  private static @Nullable String profile(@Nullable String id) {
    if (id != null && BandProfiles.shipped().named(id).isEmpty()) {
      throw Problem.badRequest("profile is one of " + BandProfiles.shipped().ids());
    }
    return id;
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
      return people
          .find(PersonId.of(id))
          .orElseThrow(() -> Problem.badRequest("there is no such person"))
          .id();
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
}
