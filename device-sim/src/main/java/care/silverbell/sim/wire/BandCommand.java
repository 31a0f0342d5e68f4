package care.silverbell.sim.wire;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the service asks a band to do. */
public sealed interface BandCommand {

  /** Say where you are, now. */
  record Locate() implements BandCommand {}

  /** Ring, so that the wearer looks. */
  record Ring() implements BandCommand {}

  /** Show a text to the wearer. */
  record Message(String text) implements BandCommand {}

  /** Measure this often from now on. */
  record Interval(Duration between) implements BandCommand {}

  /** Something this band has not learned; said so that it is seen. */
  record Unknown(@Nullable String command) implements BandCommand {}

  /** Reads a command; empty where the payload is no JSON object. */
  static Optional<BandCommand> read(byte[] payload) {
    return BandJson.object(payload)
        .map(node -> {
          String name = BandJson.text(node, "command");
          int seconds = node.path("seconds").asInt();
          return switch (name) {
            case "locate" -> new Locate();
            case "ring" -> new Ring();
            case "message" -> new Message(node.path("text").asText(""));
            case "interval" ->
                seconds > 0 ? new Interval(Duration.ofSeconds(seconds)) : new Unknown(name);
            case null, default -> new Unknown(name);
          };
        });
  }
}
