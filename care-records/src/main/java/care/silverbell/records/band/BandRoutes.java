package care.silverbell.records.band;

import care.silverbell.ingest.database.DatabaseTrouble;
import care.silverbell.ingest.reading.BandSerial;
import care.silverbell.ingest.reading.PersonId;
import care.silverbell.records.access.Account;
import care.silverbell.records.access.Oversight;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes to bands: register, put on a wrist, take off, lose, retire, find again. */
public final class BandRoutes {
  /** What a serial may be, so that it is one level of a topic and a name in every broker. */
  private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private static final int PAGE = 100;

  private final Bands bands;
  private final People people;
  private final Oversight oversight;
  private final InstantSource clock;

  /** Brings together what a band needs. */
  public BandRoutes(Bands bands, People people, Oversight oversight, InstantSource clock) {
    this.bands = bands;
    this.people = people;
    this.oversight = oversight;
    this.clock = clock;
  }

  /** Adds the routes. */
  public void addTo(Api api) {
    api.get("/api/band-profiles", Api.ADMIN, (_, _) -> profiles());
    api.get("/api/bands", Api.ADMIN, this::list);
    api.post("/api/bands", Api.ADMIN, (_, query) -> register(query));
    api.get(
        "/api/bands/:serial",
        Api.ADMIN,
        (caller, query) -> whole(caller, serial(query.path("serial"))));
    api.put("/api/bands/:serial", Api.ADMIN, this::change);
    api.post("/api/bands/:serial/secret", Api.ADMIN, (_, query) -> renewSecret(query));
    api.put("/api/bands/:serial/wearer", Api.ADMIN, this::wear);
  }

  private static JsonObject profiles() {
    return new JsonObject().put("items", BandProfiles.shipped().json());
  }

  private JsonObject list(Account caller, Query query) {
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
    List<Bands.Listed> shown = page.stream().limit(limit).toList();
    looked(caller, shown.stream().flatMap(BandRoutes::wearer).toList());
    JsonArray items = new JsonArray();
    shown.stream().map(BandJson::of).forEach(items::add);
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

  /** Whoever has worn it is shown: each has a line in the log before the answer leaves. */
  private JsonObject whole(Account caller, BandSerial serial) {
    Bands.Listed band =
        bands.find(serial).orElseThrow(() -> Problem.notFound("there is no band " + serial));
    List<Bands.Wrist> wrists = bands.wrists(serial);
    looked(caller, wrists.stream().map(Bands.Wrist::person).toList());
    return BandJson.whole(band, wrists, bands.absences(serial));
  }

  private void looked(Account caller, List<PersonId> wearers) {
    oversight
        .log()
        .note(caller, "band", oversight.visibility().sights(caller, wearers))
        .awaitKept();
  }

  private static Stream<PersonId> wearer(Bands.Listed band) {
    return band.life() instanceof BandLife.Worn worn ? Stream.of(worn.wearer()) : Stream.empty();
  }

  private JsonObject change(Account caller, Query query) {
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
    return whole(caller, serial);
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

  private JsonObject wear(Account caller, Query query) {
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
    Bands.Listed band = bands.find(serial).orElseThrow();
    looked(caller, wearer(band).toList());
    return BandJson.of(band);
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
