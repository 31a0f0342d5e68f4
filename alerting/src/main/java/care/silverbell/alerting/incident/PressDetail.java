package care.silverbell.alerting.incident;

import care.silverbell.ingest.band.BandMessage;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is worth knowing of a press beyond that it was made, for the timeline. */
final class PressDetail {
  private static final Duration LATE = Duration.ofMinutes(1);

  private PressDetail() {}

  /** A sentence or two; null where there is nothing to say. */
  static @Nullable String of(Heard heard) {
    List<String> parts = new ArrayList<>();
    if (!heard.alarm().readable()) {
      parts.add("payload could not be read");
    }
    if (heard.alarm().moment().at().isBefore(heard.receivedAt().minus(LATE))) {
      parts.add("made at " + heard.alarm().moment().at());
    }
    switch (heard.alarm()) {
      case BandMessage.Call call when call.battery() != null ->
          parts.add("battery " + call.battery() + " %");
      case BandMessage.Fall fall when fall.impactG() != null ->
          parts.add("impact " + fall.impactG() + " g");
      case BandMessage.Call _, BandMessage.Fall _, BandMessage.CallCancel _ -> {}
    }
    return parts.isEmpty() ? null : String.join("; ", parts);
  }
}
