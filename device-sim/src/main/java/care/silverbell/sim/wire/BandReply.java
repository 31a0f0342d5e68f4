package care.silverbell.sim.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the service answers to a call.
 *
 * @param callId the press it is about; null where the press had no id
 * @param stage received, seen, coming, arrived or closed
 * @param by who answers, where it is a person
 */
public record BandReply(
    @Nullable String callId,
    @Nullable String incident,
    String stage,
    @Nullable String by,
    @Nullable String text,
    @Nullable Instant at) {

  /** The stage that ends the sending again: the call is safe on the service's disk. */
  public static final String RECEIVED = "received";

  /** Reads a reply; empty where the payload is none, for a band must not fall over on rubbish. */
  public static Optional<BandReply> read(byte[] payload) {
    return BandJson.object(payload)
        .filter(node -> node.path("stage").isTextual())
        .map(node ->
            new BandReply(
                BandJson.text(node, "callId"),
                BandJson.text(node, "incident"),
                node.path("stage").textValue(),
                BandJson.text(node, "by"),
                BandJson.text(node, "text"),
                time(node.path("at"))));
  }

  private static @Nullable Instant time(JsonNode at) {
    return at.canConvertToLong() ? Instant.ofEpochMilli(at.longValue()) : null;
  }
}
