package care.silverbell.ingest.telemetry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version of an InfluxDB server as its {@code /ping} tells it, and what follows from it. */
record InfluxVersion(int major, int minor) {
  private static final Pattern SPELLING = Pattern.compile("(\\d+)\\.(\\d+)");

  /** A server that does not tell: taken for a new one, which is what proxies hide. */
  static final InfluxVersion UNTOLD = new InfluxVersion(2, 0);

  /** Reads {@code 1.6.7~rc0}, {@code v2.7.11} or {@code 3.0.1}. */
  static InfluxVersion read(String spelling) {
    Matcher matcher = SPELLING.matcher(spelling);
    return matcher.find()
        ? new InfluxVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : UNTOLD;
  }

  boolean hasApiV2() {
    return major > 1 || (major == 1 && minor >= 8);
  }

  /** Whether a database must be made before it is written to, and can be made with InfluxQL. */
  boolean makesDatabasesByQuery() {
    return major == 1;
  }

  boolean signsInWithPassword() {
    return major == 1;
  }

  /** 3.x refuses a request of more than one InfluxQL statement. */
  boolean takesManyStatements() {
    return major < 3;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
