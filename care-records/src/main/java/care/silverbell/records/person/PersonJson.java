package care.silverbell.records.person;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A person as the contract writes them: one flat object, so that keys can be left out of it. */
final class PersonJson {
  private PersonJson() {}

  /** What stands in a list. */
  static JsonObject summary(Person person) {
    PersonFile.Identity identity = person.file().identity();
    return new JsonObject()
        .put("id", person.id().toString())
        .put("name", identity.name())
        .put("sex", identity.sex())
        .put("birthDate", identity.birthDate().toString())
        .put("code", identity.code())
        .put("address", person.address())
        .put(
            "cell",
            new JsonObject()
                .put("id", person.cell().id())
                .put("name", person.cell().name())
                .put("community", person.cell().community()))
        .put("risk", person.file().risk())
        .put("band", person.band())
        .put("closed", FileJson.closing(person.file().closed()));
  }

  /**
   * The whole file; the resident id number is masked.
   *
   * @param contacts those who are to be called now, in order
   */
  static JsonObject whole(Person person, List<Contact> contacts) {
    PersonFile.Identity identity = person.file().identity();
    PersonFile.Home home = person.file().home();
    JsonObject json = summary(person);
    ResidentId residentId = identity.residentId();
    json.put("version", person.version())
        .put("residentId", residentId == null ? null : residentId.masked())
        .put("phone", identity.phone())
        .put("dialect", identity.dialect())
        .put("house", FileJson.house(home.house()))
        .put("living", home.living())
        .put("howToGetIn", home.howToGetIn())
        .put("doorCode", home.doorCode())
        .put("keyPlace", home.keyPlace())
        .put("photo", person.photo() ? "/api/people/" + person.id() + "/photo" : null)
        .put("contacts", ContactJson.write(contacts))
        .put("wearing", wearing(person));
    Person.Doctor doctor = person.doctor();
    json.put(
        "doctor",
        doctor == null
            ? null
            : new JsonObject().put("account", doctor.account()).put("name", doctor.name()));
    return health(json, person.file().health());
  }

  private static JsonObject health(JsonObject json, PersonFile.Health health) {
    return json.put("mobility", health.mobility())
        .put("hearing", health.hearing())
        .put("sight", health.sight())
        .put("bloodGroup", health.bloodGroup())
        .put("conditions", FileJson.conditions(health.conditions()))
        .put("medicines", FileJson.medicines(health.medicines()))
        .put("allergies", new JsonArray(health.allergies()));
  }

  private static @org.jspecify.annotations.Nullable JsonObject wearing(Person person) {
    return person.band() == null
        ? null
        : new JsonObject().put("serial", person.band()).put("since", "" + person.bandSince());
  }
}
