package care.silverbell.records.person;

import care.silverbell.records.http.Problem;
import care.silverbell.records.http.Query;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as the contract writes them. */
final class PersonJson {
  private static final Set<String> SEXES = Set.of("female", "male");
  private static final Set<String> RISKS = Set.of("high", "key", "general");

  private PersonJson() {}

  static JsonObject summary(Person person) {
    return new JsonObject()
        .put("id", person.id().toString())
        .put("name", person.name())
        .put("sex", person.sex())
        .put("birthDate", person.birthDate().toString())
        .put("address", person.address())
        .put(
            "cell",
            new JsonObject()
                .put("id", person.cell().id())
                .put("name", person.cell().name())
                .put("community", person.cell().community()))
        .put("risk", person.risk())
        .put("band", person.band());
  }

  static JsonObject whole(Person person) {
    JsonObject json =
        summary(person).put("phone", person.phone()).put("howToGetIn", person.howToGetIn());
    Person.House house = person.house();
    json.put(
        "house",
        house == null
            ? null
            : new JsonObject().put("lat", house.latitude()).put("lon", house.longitude()));
    Person.Doctor doctor = person.doctor();
    json.put(
        "doctor",
        doctor == null
            ? null
            : new JsonObject().put("account", doctor.account()).put("name", doctor.name()));
    json.put("conditions", new JsonArray(person.conditions()));
    JsonArray contacts = new JsonArray();
    person
        .contacts()
        .forEach(contact ->
            contacts.add(
                new JsonObject()
                    .put("name", contact.name())
                    .put("relation", contact.relation())
                    .put("phone", contact.phone())));
    json.put("contacts", contacts);
    json.put(
        "wearing",
        person.band() == null
            ? null
            : new JsonObject().put("serial", person.band()).put("since", "" + person.bandSince()));
    return json;
  }

  static People.Draft draft(Query query) {
    return new People.Draft(
        query.required("name"),
        oneOf(query, "sex", SEXES),
        date(query.required("birthDate")),
        query.optional("phone"),
        query.required("address"),
        house(query.body()),
        cell(query.required("cell")),
        oneOf(query, "risk", RISKS),
        query.optional("doctor"),
        texts(query.body(), "conditions"),
        query.optional("howToGetIn"),
        contacts(query.body()));
  }

  private static Person.@Nullable House house(JsonObject body) {
    try {
      JsonObject house = body.getJsonObject("house");
      if (house == null) {
        return null;
      }
      double lat = house.getDouble("lat");
      double lon = house.getDouble("lon");
      if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
        throw Problem.badRequest("house has lat -90 to 90 and lon -180 to 180, in degrees");
      }
      return new Person.House(lat, lon);
    } catch (ClassCastException | NullPointerException e) {
      throw Problem.badRequest("house is {\"lat\",\"lon\"} in degrees");
    }
  }

  private static List<Person.Contact> contacts(JsonObject body) {
    List<Person.Contact> contacts = new ArrayList<>();
    try {
      for (Object item : body.getJsonArray("contacts", new JsonArray())) {
        JsonObject contact = (JsonObject) item;
        contacts.add(
            new Person.Contact(
                Query.withoutZero(contact.getString("name")),
                Query.withoutZero(contact.getString("relation")),
                Query.withoutZero(contact.getString("phone"))));
      }
      return contacts;
    } catch (ClassCastException | NullPointerException e) {
      throw Problem.badRequest("contacts are [{\"name\",\"relation\",\"phone\"}]");
    }
  }

  private static List<String> texts(JsonObject body, String name) {
    try {
      return body.getJsonArray(name, new JsonArray()).stream()
          .map(String.class::cast)
          .map(Query::withoutZero)
          .toList();
    } catch (ClassCastException | NullPointerException e) {
      throw Problem.badRequest(name + " is a list of texts");
    }
  }

  private static String oneOf(Query query, String name, Set<String> allowed) {
    String value = query.required(name);
    if (!allowed.contains(value)) {
      throw Problem.badRequest(
          name + " is one of " + String.join(", ", allowed.stream().sorted().toList()));
    }
    return value;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.badRequest("birthDate is a date such as 1941-03-02");
    }
  }

  private static UUID cell(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("cell is not the id of a grid cell");
    }
  }
}
