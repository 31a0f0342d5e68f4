package care.silverbell.sim.band;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The presses of one band that the service has not yet said it received. */
final class OpenCalls {
  private final Map<String, Call> open = new LinkedHashMap<>();

  /** A call, how often it was sent, and when it is due once more. */
  record Call(String id, byte[] payload, int timesSent, Instant due) {
    private Call sentAt(Instant now) {
      int times = timesSent + 1;
      return new Call(id, payload, times, now.plus(ResendSchedule.pauseAfter(times)));
    }
  }

  /** Takes a press; it is due at once. An id that is open already is the same press. */
  synchronized void add(String id, byte[] payload, Instant now) {
    open.putIfAbsent(id, new Call(id, payload, 0, now));
  }

  /** The calls that are due by now, each counted as sent now. */
  synchronized List<Call> takeDue(Instant now) {
    List<Call> due = new ArrayList<>();
    for (Call call : List.copyOf(open.values())) {
      if (!call.due().isAfter(now)) {
        Call sent = call.sentAt(now);
        open.put(call.id(), sent);
        due.add(sent);
      }
    }
    return due;
  }

  /** Makes every open call due now: the band is back in reach and nobody knows what was lost. */
  synchronized void allDue(Instant now) {
    open.replaceAll((_, call) -> new Call(call.id(), call.payload(), call.timesSent(), now));
  }

  /** When the next call is due; empty where none is open. */
  synchronized Optional<Instant> nextDue() {
    return open.values().stream().map(Call::due).min(Instant::compareTo);
  }

  /** The service has it. */
  synchronized void received(String id) {
    open.remove(id);
  }

  synchronized int size() {
    return open.size();
  }
}
