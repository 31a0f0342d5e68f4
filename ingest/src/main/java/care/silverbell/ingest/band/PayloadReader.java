package care.silverbell.ingest.band;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the JSON of one message, once and without building a tree. A value that cannot be
 * is told to the faults and is absent; only JSON that breaks off is an exception.
 */
final class PayloadReader implements Closeable {
  private static final int MOST_ENTRIES = 10_000;

  /** A number written with more characters than this is a broken one. */
  private static final int LONGEST_NUMBER = 60;

  /** As much of a value is shown in a fault. */
  private static final int SHOWN_LENGTH = 40;

  /** Takes the fields of one object as they come by. */
  @FunctionalInterface
  interface Fields {
    /** Reads the value from {@code in} if the name is known; leaves it alone otherwise. */
    void read(String name, PayloadReader in) throws IOException;
  }

  private final JsonParser parser;
  private final Faults faults;
  private final @Nullable ZoneId clock;
  private String lastName = "";
  private int places;
  private boolean sensorSawNothing;

  /**
   * Begins to read.
   *
   * @param clock the zone whose local time the band counts as if it were UTC; null for UTC
   * @throws IOException if that can be no JSON in UTF-8
   */
  PayloadReader(byte[] payload, Faults faults, @Nullable ZoneId clock) throws IOException {
    this.parser = PayloadJson.open(payload);
    this.faults = faults;
    this.clock = clock;
  }

  /** How many entries the message had so far, those left out included. */
  int places() {
    return places;
  }

  /** The field that was read last: where the JSON breaks off, its value may be half of one. */
  String lastName() {
    return lastName;
  }

  /** Whether the value read last was the zero that means "no reading". */
  boolean sensorSawNothing() {
    return sensorSawNothing;
  }

  /**
   * Reads a message that is one object, or a list of just one.
   *
   * @return false where it is of another shape; an object that came first has been read even so
   * @throws IOException if the JSON breaks off
   */
  boolean one(Fields fields) throws IOException {
    JsonToken first = parser.nextToken();
    boolean inList = first == JsonToken.START_ARRAY;
    if ((inList ? parser.nextToken() : first) != JsonToken.START_OBJECT) {
      return false;
    }
    object(fields);
    return (!inList || parser.nextToken() == JsonToken.END_ARRAY) && parser.nextToken() == null;
  }

  /**
   * Reads a message that is one object or a list of objects. Entries that are complete are kept in
   * {@code entries} even if the JSON breaks off after them.
   *
   * @param entry makes the taker of the entry at a place, from 0
   * @throws IOException if the JSON breaks off
   */
  <T extends Fields> void all(IntFunction<T> entry, List<T> entries) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      T only = entry.apply(places++);
      object(only);
      entries.add(only);
    } else if (first == JsonToken.START_ARRAY) {
      if (!list(entry, entries)) {
        return;
      }
    } else {
      throw new PayloadJson.Unreadable("the message is " + shown() + ", not an object or a list");
    }
    faults.inWhole();
    if (parser.nextToken() != null) {
      faults.add("something follows the end of the message");
    }
  }

  /** Whether the list was read to its end. */
  private <T extends Fields> boolean list(IntFunction<T> entry, List<T> entries)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (places == MOST_ENTRIES) {
        faults.inWhole();
        faults.add("the list has more than 10,000 items; the rest is left out");
        return false;
      }
      faults.inEntry(places + 1);
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        T next = entry.apply(places++);
        object(next);
        entries.add(next);
      } else {
        places++;
        faults.add(shown() + " is not an object");
        parser.skipChildren();
      }
    }
    return true;
  }

  /** Reads the object that stands here; false where there is none. */
  boolean nested(String field, Fields fields) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      if (!isNull()) {
        refuse(field, "an object");
      }
      return false;
    }
    object(fields);
    return true;
  }

  private void object(Fields fields) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      lastName = name;
      sensorSawNothing = false;
      fields.read(name, this);
      parser.skipChildren();
    }
  }

  /** A number in its range; null where there is none, the sensor saw nothing, or it cannot be. */
  @Nullable Double number(Range range) throws IOException {
    if (isNull()) {
      return null;
    }
    return within(range, numeric());
  }

  /** The same, rounded to a whole number. */
  @Nullable Integer whole(Range range) throws IOException {
    if (isNull()) {
      return null;
    }
    // Not Math.round, which takes NaN for 0.
    Double value = within(range, Math.floor(numeric() + 0.5));
    return value == null ? null : value.intValue();
  }

  private @Nullable Double within(Range range, double value) throws IOException {
    if (range.isNoReading(value)) {
      sensorSawNothing = true;
      return null;
    }
    if (range.holds(value)) {
      return value;
    }
    refuse(range.field(), range.inWords());
    return null;
  }

  /** True or false, also written 1 or 0. */
  @Nullable Boolean flag(String field) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_STRING -> {
        String text = shortText().toLowerCase(Locale.ROOT);
        boolean yes = text.equals("1") || text.equals("true");
        if (!yes && !text.equals("0") && !text.equals("false")) {
          refuse(field, "true or false");
          yield null;
        }
        yield yes;
      }
      case null, default -> {
        refuse(field, "true or false");
        yield null;
      }
    };
  }

  /** A text, or a number as it is written; null where there is none or it is blank. */
  @Nullable String text(String field) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
      String text = parser.getText();
      return text.isBlank() ? null : text;
    }
    if (!isNull()) {
      refuse(field, "a text");
    }
    return null;
  }

  /** A band's time in epoch milliseconds, or {@link BandClock#SILENT}. */
  long time() throws IOException {
    double number = numeric();
    if (!Double.isNaN(number)) {
      return BandClock.ofNumber(number, clock);
    }
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? BandClock.ofText(shortText(), clock)
        : BandClock.SILENT;
  }

  /** Says that the value that stands here is not what it should be. */
  void refuse(String field, String allowed) throws IOException {
    faults.field(field, shown(), allowed);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** The number that stands here, as such or in a text; NaN where there is none. */
  private double numeric() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT ->
          parser.getTextLength() <= 18 ? parser.getLongValue() : ofText(shortText());
      case VALUE_NUMBER_FLOAT, VALUE_STRING -> ofText(shortText());
      case null, default -> Double.NaN;
    };
  }

  private static double ofText(String text) {
    for (int i = 0; i < text.length(); i++) {
      // Double.parseDouble would also take "NaN", "0x1p3" and "7d".
      if ("0123456789.+-eE".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return text.length() > LONGEST_NUMBER ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  /** The scalar that stands here, stripped; of a long one only the beginning. */
  private String shortText() throws IOException {
    int length = Math.min(parser.getTextLength(), LONGEST_NUMBER + 1);
    return new String(parser.getTextCharacters(), parser.getTextOffset(), length).strip();
  }

  /** What stands here, for a person to read. */
  private String shown() throws IOException {
    String whole =
        switch (parser.currentToken()) {
          case START_OBJECT -> "{…}";
          case START_ARRAY -> "[…]";
          case VALUE_STRING -> "\"" + shortText() + "\"";
          case null -> "nothing";
          default -> shortText();
        };
    return BandText.excerpt(whole, SHOWN_LENGTH);
  }
}
