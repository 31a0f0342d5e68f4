package care.silverbell.ingest.band;

import care.silverbell.ingest.reading.Position;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one position as they come by: an entry of a location message, or a call's. */
final class PositionFields implements PayloadReader.Fields, BandClock.Entry {
  private final int place;
  private long at = BandClock.SILENT;
  private @Nullable Double latitude;
  private @Nullable Double longitude;
  private @Nullable Double accuracyMetres;
  private Position.@Nullable Source source;
  private final Datum unsaid;
  private Datum datum;

  /** Begins a position; {@code unsaid} is the datum it stands on unless it names one. */
  PositionFields(int place, Datum unsaid) {
    this.place = place;
    this.unsaid = unsaid;
    this.datum = unsaid;
  }

  @Override
  public void read(String name, PayloadReader in) throws IOException {
    switch (name) {
      case "at" -> at = in.time();
      case "lat" -> latitude = in.number(Range.LATITUDE);
      case "lon" -> longitude = in.number(Range.LONGITUDE);
      case "accuracy" -> accuracyMetres = in.number(Range.ACCURACY);
      case "source" -> source = readSource(in);
      case "datum" -> datum = readDatum(in);
      default -> {
        // A newer band may say more than is known here.
      }
    }
  }

  @Override
  public int place() {
    return place;
  }

  @Override
  public long at() {
    return at;
  }

  /** The position on WGS-84; empty where it lacks a half or is no fix. */
  Optional<Position> position() {
    if (latitude == null || longitude == null || isNoFix()) {
      return Optional.empty();
    }
    Datum.Point point = datum.toWgs84(new Datum.Point(latitude, longitude));
    return Optional.of(new Position(point.latitude(), point.longitude(), accuracyMetres, source));
  }

  /** Why there is no position, for a person to read. */
  String whyNone() {
    return isNoFix()
        ? "lat 0 and lon 0 is how a band says that it has no fix"
        : "a position needs both lat and lon";
  }

  /** In the Gulf of Guinea, where nobody lives. */
  private boolean isNoFix() {
    return latitude != null && longitude != null && latitude == 0 && longitude == 0;
  }

  private static Position.@Nullable Source readSource(PayloadReader in) throws IOException {
    String text = in.text("source");
    return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
      case "" -> null;
      case "gps" -> Position.Source.GPS;
      case "wifi" -> Position.Source.WIFI;
      case "cell" -> Position.Source.CELL;
      default -> {
        in.refuse("source", "gps, wifi or cell");
        yield null;
      }
    };
  }

  private Datum readDatum(PayloadReader in) throws IOException {
    String text = in.text("datum");
    if (text == null) {
      return unsaid;
    }
    Optional<Datum> known = Datum.named(text);
    if (known.isEmpty()) {
      in.refuse(
          "datum", "wgs84, gcj02 or bd09; taken for " + unsaid.name().toLowerCase(Locale.ROOT));
    }
    return known.orElse(unsaid);
  }
}
