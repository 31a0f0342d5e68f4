package care.silverbell.alerting.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one try of a dispatch ended, as it is written down. */
record Settlement(
    String state,
    String what,
    @Nullable String detail,
    @Nullable Instant nextAt,
    @Nullable String reference,
    boolean counts,
    @Nullable String line,
    @Nullable Instant wordDue) {

  private Settlement(
      String state,
      @Nullable String detail,
      @Nullable String reference,
      boolean counts,
      @Nullable String line) {
    this(state, state, detail, null, reference, counts, line, null);
  }

  private Settlement(String what, String detail, Instant nextAt, boolean counts) {
    this("queued", what, detail, nextAt, null, counts, null, null);
  }

  /**
   * A provider has taken it.
   *
   * @param wordDue by when a receipt is to come; null where none is waited for
   */
  static Settlement sent(@Nullable String reference, @Nullable Instant wordDue) {
    return new Settlement("sent", "sent", reference, null, reference, true, "sent", wordDue);
  }

  /**
   * It is where it was to go.
   *
   * @param wordDue by when it is to be looked at; null where that is not waited for
   */
  static Settlement delivered(@Nullable String reference, @Nullable Instant wordDue) {
    return new Settlement(
        "delivered", "delivered", reference, null, reference, true, "told", wordDue);
  }

  static Settlement failed(String reason) {
    return new Settlement("failed", reason, null, true, null);
  }

  static Settlement dropped() {
    return new Settlement("dropped", null, null, false, null);
  }

  static Settlement again(String reason, Instant at) {
    return new Settlement("try-again", reason, at, true);
  }

  static Settlement waits(String reason, Instant until) {
    return new Settlement("waits", reason, until, false);
  }
}
