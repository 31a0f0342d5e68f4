package care.silverbell.records.response.unreachable;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a press would not bring those whom it should.
 *
 * @param to null where it goes on beyond the coming week
 * @param second at which the first who could go is told on a verified address that rings; null
 *     where nobody is
 * @param because for each of the family, A and B who cannot be told, why
 */
public record Hole(
    Instant from,
    @Nullable Instant to,
    Reason reason,
    @Nullable Duration second,
    List<Because> because) {

  /** Why one word of the plan brings nobody; both as the contract writes them. */
  public record Because(String who, String why) {}

  /** As the contract and the database write it. */
  JsonObject toJson() {
    JsonArray why = new JsonArray();
    because.forEach(it -> why.add(new JsonObject().put("who", it.who()).put("why", it.why())));
    return new JsonObject()
        .put("from", from.toString())
        .put("to", to == null ? null : to.toString())
        .put("reason", reason.wireName())
        .put("second", second == null ? null : second.toSeconds())
        .put("because", why);
  }

  /** A list of them. */
  static JsonArray json(List<Hole> holes) {
    JsonArray json = new JsonArray();
    holes.forEach(it -> json.add(it.toJson()));
    return json;
  }

  /** The worst of their reasons. */
  static Reason worst(List<Hole> holes) {
    return holes.stream().map(Hole::reason).min(Reason::compareTo).orElseThrow();
  }
}
