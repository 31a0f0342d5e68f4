package care.silverbell.records.person;

import care.silverbell.records.access.Aspect;
import care.silverbell.records.access.Sight;
import care.silverbell.records.http.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** A person's JSON as one caller sees it: what belongs to no aspect of theirs is left out. */
public final class PersonView {
  private static final Map<Aspect, Set<String>> KEYS = new EnumMap<>(Aspect.class);

  static {
    KEYS.put(
        Aspect.IDENTITY,
        Set.of(
            "id",
            "code",
            "name",
            "sex",
            "birthDate",
            "cell",
            "risk",
            "band",
            "wearing",
            "photo",
            "closed",
            "version"));
    KEYS.put(Aspect.HOME, Set.of("address", "house", "phone", "doctor", "contacts"));
    KEYS.put(Aspect.NEEDS, Set.of("living", "mobility", "hearing", "sight", "dialect"));
    KEYS.put(Aspect.WAY_IN, Set.of("howToGetIn", "doorCode", "keyPlace"));
    KEYS.put(Aspect.HEALTH, Set.of("conditions", "medicines", "allergies", "bloodGroup"));
    KEYS.put(Aspect.FILE, Set.of("residentId", "toWhom", "what", "givenBy"));
  }

  private PersonView() {}

  /**
   * Refuses to write what the writer cannot see: it would be overwritten unread.
   *
   * @throws Problem 403 naming the first such key
   */
  static void check(JsonObject body, Sight sight) {
    for (String key : body.fieldNames()) {
      boolean known = KEYS.values().stream().anyMatch(keys -> keys.contains(key));
      if (known && !shows(sight, key)) {
        throw Problem.forbidden(
            key + " belongs to a part of the file that is shut to you; leave it out");
      }
    }
  }

  /** The same with what that sight shows. */
  public static JsonObject of(JsonObject person, Sight sight) {
    JsonObject seen = new JsonObject();
    person.forEach(entry -> {
      if (shows(sight, entry.getKey())) {
        seen.put(entry.getKey(), entry.getValue());
      }
    });
    return seen;
  }

  /** The same, with the names of the aspects that are shut, so that a page can say so. */
  public static JsonObject whole(JsonObject person, Sight sight) {
    JsonArray hidden = new JsonArray();
    for (Aspect aspect : Aspect.values()) {
      if (!sight.shows(aspect)) {
        hidden.add(aspect.wireName());
      }
    }
    return of(person, sight)
        .put("hidden", hidden)
        .put("purpose", sight.purpose().wireName())
        .put("own", sight.own());
  }

  private static boolean shows(Sight sight, String key) {
    return sight.aspects().stream()
        .anyMatch(aspect -> KEYS.getOrDefault(aspect, Set.of()).contains(key));
  }
}
