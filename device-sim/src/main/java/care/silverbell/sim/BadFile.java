package care.silverbell.sim;

/** A file somebody named that cannot be used. */
final class BadFile extends RuntimeException {
  BadFile(String message) {
    super(message);
  }
}
