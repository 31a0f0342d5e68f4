package care.silverbell.ingest.band;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a band is told of its call, so that the wearer knows somebody has heard.
 *
 * @param callId the band's own id of the press; null where it had none
 * @param incident the id of the incident
 * @param by who did it, as the wearer knows them; null for the service itself
 * @param text a short sentence to show or speak; null where the stage says it all
 */
public record BandReply(
    @Nullable String callId,
    String incident,
    Stage stage,
    @Nullable String by,
    @Nullable String text,
    Instant at) {

  /** How far help has come. */
  public enum Stage {
    /** On disk. */
    RECEIVED,
    /** Somebody has it. */
    SEEN,
    /** Somebody is on the way. */
    COMING,
    /** Somebody is at the door. */
    ARRIVED,
    /** Done. */
    CLOSED;

    /** As the wire writes it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The payload of topic {@code reply}. */
  public byte[] toJson() {
    JsonObject json = new JsonObject();
    if (callId != null) {
      json.put("callId", callId);
    }
    json.put("incident", incident).put("stage", stage.wireName());
    if (by != null) {
      json.put("by", by);
    }
    if (text != null) {
      json.put("text", text);
    }
    return json.put("at", at.toEpochMilli()).encode().getBytes(StandardCharsets.UTF_8);
  }
}
