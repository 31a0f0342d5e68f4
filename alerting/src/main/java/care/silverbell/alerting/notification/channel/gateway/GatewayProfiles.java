package care.silverbell.alerting.notification.channel.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The gateways whose ways are known: those of {@code gateways/profiles.json}, and those of a file
 * of the operator's own in the same form, which come before them.
 */
public final class GatewayProfiles {
  private final Map<String, GatewayProfile> profiles = new LinkedHashMap<>();

  private GatewayProfiles() {}

  /** Those that are shipped with the program. */
  public static GatewayProfiles shipped() {
    GatewayProfiles profiles = new GatewayProfiles();
    try (InputStream in = GatewayProfiles.class.getResourceAsStream("/gateways/profiles.json")) {
      if (in == null) {
        throw new IllegalStateException("gateways/profiles.json is not in the program");
      }
      profiles.add(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return profiles;
  }

  /**
   * Those, and the operator's own.
   *
   * @throws IllegalArgumentException if the file cannot be read or holds something else
   */
  public static GatewayProfiles with(Path file) {
    GatewayProfiles profiles = shipped();
    try {
      profiles.add(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    } catch (DecodeException | ClassCastException e) {
      throw new IllegalArgumentException(file + " is not a list of profiles in JSON", e);
    }
    return profiles;
  }

  /** The profile of that id; empty where there is none. */
  public Optional<GatewayProfile> named(String id) {
    return Optional.ofNullable(profiles.get(id));
  }

  /** The ids, for a person who mistyped one. */
  public String ids() {
    return String.join(", ", profiles.keySet());
  }

  private void add(byte[] catalogue) {
    new JsonArray(Buffer.buffer(catalogue))
        .forEach(item -> {
          GatewayProfile profile = GatewayProfile.of((JsonObject) item);
          profiles.put(profile.id(), profile);
        });
  }
}
