package care.silverbell.records.person;

import care.silverbell.ingest.reading.Sign;
import java.util.Locale;

/** A sign as it stands in an address, such as {@code heart-rate}. */
public final class SignPath {
  private SignPath() {}

  /** The word for it. */
  public static String of(Sign sign) {
    return sign.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
