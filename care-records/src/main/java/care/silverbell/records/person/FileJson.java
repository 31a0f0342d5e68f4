package care.silverbell.records.person;

import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import care.silverbell.records.person.PersonFile.Closing;
import care.silverbell.records.person.PersonFile.Condition;
import care.silverbell.records.person.PersonFile.Health;
import care.silverbell.records.person.PersonFile.Home;
import care.silverbell.records.person.PersonFile.Identity;
import care.silverbell.records.person.PersonFile.Medicine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person's file as flat JSON, both ways, with the closed sets it is checked against. */
public final class FileJson {
  public static final Set<String> SEXES = Set.of("female", "male");
  public static final Set<String> RISKS = Set.of("high", "key", "general");
  public static final Set<String> LIVING =
      Set.of("alone", "couple", "with_family", "with_carer", "with_others");
  public static final Set<String> MOBILITY =
      Set.of("independent", "walking_aid", "wheelchair", "bedridden");
  public static final Set<String> HEARING = Set.of("good", "hard", "hearing_aid", "deaf");
  public static final Set<String> SIGHT = Set.of("good", "poor", "blind");
  public static final Set<String> BLOOD_GROUPS =
      Set.of("A", "B", "AB", "O", "A+", "A-", "B+", "B-", "AB+", "AB-", "O+", "O-");
  public static final Set<String> CLOSED = Set.of("moved", "died");

  /** ICD-10 with the longer codes of its national editions, such as I10.x00x002. */
  public static final Pattern ICD10 =
      Pattern.compile("[A-Z]\\d[0-9A-Z](\\.[0-9A-Zx]{1,4}(x\\d{1,3})?)?[+*]?");

  private static final LocalDate NOBODY_IS_OLDER = LocalDate.of(1880, 1, 1);

  private FileJson() {}

  /**
   * The file with everything in it, its resident id number too: for comparing, never for showing.
   */
  static JsonObject flat(PersonFile file) {
    Identity identity = file.identity();
    Home home = file.home();
    Health health = file.health();
    ResidentId residentId = identity.residentId();
    return new JsonObject()
        .put("name", identity.name())
        .put("sex", identity.sex())
        .put("birthDate", identity.birthDate().toString())
        .put("code", identity.code())
        .put("residentId", residentId == null ? null : residentId.number())
        .put("phone", identity.phone())
        .put("dialect", identity.dialect())
        .put("address", home.address())
        .put("house", house(home.house()))
        .put("cell", home.cell().toString())
        .put("living", home.living())
        .put("howToGetIn", home.howToGetIn())
        .put("doorCode", home.doorCode())
        .put("keyPlace", home.keyPlace())
        .put("mobility", health.mobility())
        .put("hearing", health.hearing())
        .put("sight", health.sight())
        .put("bloodGroup", health.bloodGroup())
        .put("conditions", conditions(health.conditions()))
        .put("medicines", medicines(health.medicines()))
        .put("allergies", new JsonArray(health.allergies()))
        .put("risk", file.risk())
        .put("doctor", file.doctor())
        .put("closed", closing(file.closed()));
  }

  /**
   * Reads a file.
   *
   * @param present what is kept now: it fills what the body leaves out; null for a new person
   * @param today no birth lies behind it
   * @param cellAt the cell of the grid that holds a house: where none is named it is found so
   * @throws Problem 400 naming the field
   */
  static PersonFile read(
      JsonObject body,
      @Nullable PersonFile present,
      LocalDate today,
      Function<Person.House, Optional<UUID>> cellAt) {
    JsonObject whole = present == null ? new JsonObject() : flat(present);
    body.forEach(field -> whole.put(field.getKey(), field.getValue()));
    Fields fields = new Fields(whole);
    return new PersonFile(
        identity(fields, present, today),
        home(fields, cellAt),
        health(fields),
        fields.requiredOneOf("risk", RISKS),
        doctor(fields),
        readClosing(whole, today));
  }

  private static Identity identity(Fields fields, @Nullable PersonFile present, LocalDate today) {
    String name = fields.required("name");
    String sex = fields.requiredOneOf("sex", SEXES);
    fields.required("birthDate");
    LocalDate birthDate = fields.date("birthDate");
    if (birthDate == null || birthDate.isAfter(today)) {
      throw Problem.badRequest("birthDate lies in the future");
    }
    if (birthDate.isBefore(NOBODY_IS_OLDER)) {
      throw Problem.badRequest("birthDate lies before " + NOBODY_IS_OLDER);
    }
    ResidentId residentId = residentId(fields.optional("residentId"), present);
    if (residentId != null) {
      residentId
          .contradiction(birthDate, sex)
          .ifPresent(why -> {
            throw Problem.badRequest(why);
          });
    }
    return new Identity(
        name,
        sex,
        birthDate,
        fields.optional("code"),
        residentId,
        fields.optional("phone"),
        fields.optional("dialect"));
  }

  /** A number that comes back masked, as it was answered, is the one that is kept. */
  private static @Nullable ResidentId residentId(
      @Nullable String text, @Nullable PersonFile present) {
    ResidentId kept = present == null ? null : present.identity().residentId();
    if (text == null) {
      return null;
    }
    if (kept != null && text.equals(kept.masked())) {
      return kept;
    }
    try {
      return ResidentId.of(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("" + e.getMessage());
    }
  }

  private static Home home(Fields fields, Function<Person.House, Optional<UUID>> cellAt) {
    Person.House house = readHouse(fields.json());
    return new Home(
        fields.required("address"),
        house,
        fields.isGiven("cell") ? fields.id("cell") : cell(house, cellAt),
        fields.oneOf("living", LIVING),
        fields.optional("howToGetIn"),
        fields.optional("doorCode"),
        fields.optional("keyPlace"));
  }

  private static UUID cell(
      Person.@Nullable House house, Function<Person.House, Optional<UUID>> cellAt) {
    if (house == null) {
      throw Problem.badRequest("cell is missing: name it, or say house, from which it is found");
    }
    return cellAt
        .apply(house)
        .orElseThrow(
            () -> Problem.badRequest("cell is missing, and no cell that is drawn holds the house"));
  }

  private static Health health(Fields fields) {
    return new Health(
        fields.oneOf("mobility", MOBILITY),
        fields.oneOf("hearing", HEARING),
        fields.oneOf("sight", SIGHT),
        fields.oneOf("bloodGroup", BLOOD_GROUPS),
        fields.list(
            "conditions",
            "conditions are [{\"code\",\"text\"}], or texts",
            FileJson::readCondition),
        fields.list(
            "medicines",
            "medicines are [{\"name\",\"dose\",\"times\"}]",
            it -> readMedicine((JsonObject) it)),
        fields.texts("allergies"));
  }

  /** From the database, where everything has been checked. */
  static List<Condition> conditions(JsonArray kept) {
    return new Fields(new JsonObject().put("conditions", kept))
        .list("conditions", "conditions", FileJson::readCondition);
  }

  static List<Medicine> medicines(JsonArray kept) {
    return new Fields(new JsonObject().put("medicines", kept))
        .list("medicines", "medicines", it -> readMedicine((JsonObject) it));
  }

  private static Condition readCondition(Object item) {
    if (item instanceof String text) {
      return new Condition(null, Query.withoutZero(text));
    }
    Fields fields = new Fields((JsonObject) item, "conditions: ");
    String code = fields.optional("code");
    if (code != null && !ICD10.matcher(code).matches()) {
      throw Problem.badRequest("conditions: code is an ICD-10 code such as I10 or E11.9");
    }
    Object text = fields.json().getValue("text");
    if (!(text instanceof String words) || words.isEmpty()) {
      throw Problem.badRequest("conditions: text is missing");
    }
    return new Condition(code, Query.withoutZero(words));
  }

  private static Medicine readMedicine(JsonObject item) {
    Fields fields = new Fields(item, "medicines: ");
    return new Medicine(fields.required("name"), fields.optional("dose"), fields.texts("times"));
  }

  private static @Nullable String doctor(Fields fields) {
    return fields.json().getValue("doctor") instanceof JsonObject object
        ? new Fields(object, "doctor: ").optional("account")
        : fields.optional("doctor");
  }

  private static Person.@Nullable House readHouse(JsonObject body) {
    try {
      JsonObject house = body.getJsonObject("house");
      if (house == null) {
        return null;
      }
      Double lat = house.getDouble("lat");
      Double lon = house.getDouble("lon");
      if (lat == null || lon == null) {
        throw Problem.badRequest("house is {\"lat\",\"lon\"} in degrees");
      }
      if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
        throw Problem.badRequest("house has lat -90 to 90 and lon -180 to 180, in degrees");
      }
      return new Person.House(lat, lon);
    } catch (ClassCastException e) {
      throw Problem.badRequest("house is {\"lat\",\"lon\"} in degrees");
    }
  }

  private static @Nullable Closing readClosing(JsonObject body, LocalDate today) {
    try {
      JsonObject closed = body.getJsonObject("closed");
      if (closed == null) {
        return null;
      }
      Fields fields = new Fields(closed, "closed: ");
      LocalDate on = fields.date("on");
      // Where they live it may be tomorrow already.
      if (on != null && on.isAfter(today.plusDays(1))) {
        throw Problem.badRequest("closed: on lies in the future");
      }
      return new Closing(on == null ? today : on, fields.requiredOneOf("why", CLOSED));
    } catch (ClassCastException e) {
      throw Problem.badRequest("closed is {\"on\",\"why\"}, or null");
    }
  }

  static @Nullable JsonObject house(Person.@Nullable House house) {
    return house == null
        ? null
        : new JsonObject().put("lat", house.latitude()).put("lon", house.longitude());
  }

  static @Nullable JsonObject closing(@Nullable Closing closed) {
    return closed == null
        ? null
        : new JsonObject().put("on", closed.on().toString()).put("why", closed.why());
  }

  static JsonArray conditions(List<Condition> conditions) {
    JsonArray json = new JsonArray();
    conditions.forEach(
        it -> json.add(new JsonObject().put("code", it.code()).put("text", it.text())));
    return json;
  }

  static JsonArray medicines(List<Medicine> medicines) {
    JsonArray json = new JsonArray();
    medicines.forEach(it ->
        json.add(
            new JsonObject()
                .put("name", it.name())
                .put("dose", it.dose())
                .put("times", new JsonArray(it.times()))));
    return json;
  }
}
