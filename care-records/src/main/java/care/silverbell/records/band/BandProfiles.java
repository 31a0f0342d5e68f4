package care.silverbell.records.band;

import care.silverbell.ingest.band.Datum;
import care.silverbell.ingest.band.MakersWay;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The makers' profiles: a closed catalogue, kept in {@code bands/profiles.json}. */
public final class BandProfiles {
  /** The profile of a band of which nothing else is said. */
  static final String CONTRACT = "contract";

  private static final BandProfiles SHIPPED = new BandProfiles(read());

  private final Map<String, Profile> profiles = new LinkedHashMap<>();

  private BandProfiles(JsonArray catalogue) {
    catalogue.forEach(item -> {
      JsonObject json = (JsonObject) item;
      profiles.put(json.getString("id"), new Profile(json, way(json)));
    });
  }

  /** One profile as the catalogue writes it, and what it means. */
  private record Profile(JsonObject json, MakersWay way) {}

  /** Those that are shipped with the program. */
  static BandProfiles shipped() {
    return SHIPPED;
  }

  /** What the profile of that id means; empty where there is none. */
  Optional<MakersWay> named(@Nullable String id) {
    return Optional.ofNullable(profiles.get(id)).map(Profile::way);
  }

  /** Whether every press of a band of that profile is a test, as of one on a workbench. */
  boolean isForTests(String id) {
    Profile profile = profiles.get(id);
    return profile != null && profile.json.getBoolean("test", false);
  }

  /** Whether a fall that a band of that profile tells of needs no question: it has asked itself. */
  boolean asksItself(String id) {
    Profile profile = profiles.get(id);
    return profile != null && profile.json.getBoolean("asksItself", false);
  }

  /** The ids, for a person who mistyped one. */
  String ids() {
    return String.join(", ", profiles.keySet());
  }

  /** The ids of all that are shipped. */
  public static List<String> all() {
    return List.copyOf(SHIPPED.profiles.keySet());
  }

  /** The whole catalogue as the contract writes it. */
  JsonArray json() {
    JsonArray items = new JsonArray();
    profiles.values().forEach(profile -> items.add(profile.json()));
    return items;
  }

  private static MakersWay way(JsonObject json) {
    String clock = json.getString("clock");
    return new MakersWay(
        Datum.named(json.getString("datum")).orElseThrow(),
        clock == null ? null : ZoneId.of(clock));
  }

  private static JsonArray read() {
    try (InputStream in = BandProfiles.class.getResourceAsStream("/bands/profiles.json")) {
      if (in == null) {
        throw new IllegalStateException("bands/profiles.json is not in the program");
      }
      return new JsonArray(Buffer.buffer(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
