package care.silverbell.sim.bench.traffic;

import care.silverbell.sim.bench.service.LiveStream;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Watches a live stream and the bands' replies for the presses of the round that is on. */
public final class PressWatch implements LiveStream.Listener {
  /** Every band's replies. */
  public static final String REPLIES = "silverbell/v1/bands/+/reply";

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, Integer> pressesOfIncident = new HashMap<>();
  private PressRound round = new PressRound("none", List.of());

  /** Begins a round; what is on the screen already does not count for it. */
  public synchronized PressRound begin(String name, List<String> bands) {
    round = new PressRound(name, bands);
    return round;
  }

  @Override
  public synchronized void on(String event, String data, long readNanos)
      throws JsonProcessingException {
    if (!event.equals("incident")) {
      return;
    }
    JsonNode incident = json.readTree(data);
    if (!incident.path("kind").asText().equals("call")) {
      return;
    }
    String id = incident.path("id").asText();
    int presses = incident.path("presses").asInt();
    int before = pressesOfIncident.getOrDefault(id, 0);
    // What is over is shown again when something is heard of it: that is no press.
    if (!incident.path("state").asText().equals("resolved")) {
      for (int press = before; press < presses; press++) {
        round.shown(incident.path("band").asText(), readNanos);
      }
    }
    pressesOfIncident.put(id, Math.max(before, presses));
  }

  /** Takes a reply that came to a band. */
  public synchronized void onReply(byte[] payload, long readNanos) throws IOException {
    JsonNode reply = json.readTree(payload);
    if (reply.path("stage").asText().equals("received")) {
      round.receipted(reply.path("callId").asText(), readNanos);
    }
  }
}
