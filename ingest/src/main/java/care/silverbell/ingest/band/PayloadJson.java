package care.silverbell.ingest.band;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.regex.Pattern;

/** The bytes of a message opened as JSON, within bounds that keep a hostile one cheap. */
final class PayloadJson {
  /** Ten thousand entries with every field filled are about 1.5 MB. */
  private static final int MOST_BYTES = 2 << 20;

  private static final int DEEPEST = 20;

  /** Names are remembered between messages, so nobody may fill the memory with long ones. */
  private static final int LONGEST_NAME = 500;

  /**
   * Numbers and strings may be as long as the message: the parser would end the whole message at
   * the first one that is too long, and here only the field is to be left out.
   */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MOST_BYTES)
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(MOST_BYTES)
                  .maxStringLength(MOST_BYTES)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private static final int REASON_LENGTH = 200;

  /** What the parser's messages say of where the text came from, which is nothing. */
  private static final Pattern NO_SOURCE = Pattern.compile("\\[Source: .*?\\); ");

  private PayloadJson() {}

  /**
   * A parser that stands before the first token.
   *
   * @throws IOException if that can be no JSON in UTF-8, or is too long
   */
  static JsonParser open(byte[] payload) throws IOException {
    int length = withoutPadding(payload);
    if (length == 0) {
      throw new Unreadable("the message is empty");
    }
    if (length > MOST_BYTES) {
      throw new Unreadable(
          "the message has " + length + " bytes, more than the " + MOST_BYTES + " allowed");
    }
    if (isWide(payload, length)) {
      throw new Unreadable("the message is in UTF-16 or UTF-32, not in UTF-8");
    }
    return JSON.createParser(payload, 0, length);
  }

  /** What is wrong with the JSON, short and fit to be read. */
  static String reason(IOException e) {
    String words =
        e instanceof JacksonException json
            ? json.getOriginalMessage()
            : String.valueOf(e.getMessage());
    String placed = NO_SOURCE.matcher(words.replace('\n', ' ')).replaceAll("[");
    return BandText.excerpt(placed, REASON_LENGTH);
  }

  /** Firmware written in C often sends its buffer to the end. */
  private static int withoutPadding(byte[] payload) {
    int length = payload.length;
    while (length > 0 && payload[length - 1] >= 0 && payload[length - 1] <= ' ') {
      length--;
    }
    return length;
  }

  /** The parser would guess the encoding and read it; the contract says UTF-8. */
  private static boolean isWide(byte[] payload, int length) {
    for (int i = 0; i < Math.min(length, 4); i++) {
      boolean neverInUtf8 = payload[i] == (byte) 0xFE || payload[i] == (byte) 0xFF;
      if (payload[i] == 0 || neverInUtf8) {
        return true;
      }
    }
    return false;
  }

  /** The message cannot be read; the words say why. */
  static final class Unreadable extends IOException {
    Unreadable(String why) {
      super(why);
    }
  }
}
