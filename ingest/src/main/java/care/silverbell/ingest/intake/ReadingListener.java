package care.silverbell.ingest.intake;

import care.silverbell.ingest.reading.Reading;
import java.util.List;

/** Who is told of readings before they are stored. */
@FunctionalInterface
public interface ReadingListener {

  /** Judges the readings; whatever must be kept of the judgement is kept when this returns. */
  void onReadings(List<Reading> readings);
}
