package care.silverbell.ingest.telemetry;

import care.silverbell.ingest.reading.Position;
import org.jspecify.annotations.Nullable;

/** How a fix was made, in the word that the stores keep. */
final class SourceName {
  private SourceName() {}

  static String of(Position.Source source) {
    return switch (source) {
      case GPS -> "gps";
      case WIFI -> "wifi";
      case CELL -> "cell";
    };
  }

  /** The source of a kept word; null where there is none or it is a word of somebody else's. */
  static Position.@Nullable Source read(@Nullable String word) {
    return switch (word) {
      case "gps" -> Position.Source.GPS;
      case "wifi" -> Position.Source.WIFI;
      case "cell" -> Position.Source.CELL;
      case null, default -> null;
    };
  }
}
