package care.silverbell.records.signin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often one may ask: a bucket of tokens for each account or address, of which a request takes
 * one and which fills again steadily.
 */
public final class RequestLimits {
  /** Who was quiet the longest gets a full bucket again beyond this. */
  private static final int MOST_KEPT = 50_000;

  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double full;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private record Bucket(double tokens, long at) {}

  /**
   * Buckets of that size.
   *
   * @param perSecond requests a second for ever
   * @param full requests at once after a while of quiet
   * @param nanoTime a clock in nanoseconds that never goes back
   */
  public RequestLimits(double perSecond, double full, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.full = full;
    this.nanoTime = nanoTime;
  }

  /** Takes a token; answers how long to wait if there is none, and zero if there was one. */
  public synchronized Duration take(String who) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.getOrDefault(who, new Bucket(full, now));
    double tokens = Math.min(full, bucket.tokens + (now - bucket.at) / NANOS * perSecond);
    boolean enough = tokens >= 1;
    buckets.put(who, new Bucket(enough ? tokens - 1 : tokens, now));
    if (buckets.size() > MOST_KEPT) {
      var eldest = buckets.keySet().iterator();
      var _ = eldest.next();
      eldest.remove();
    }
    return enough ? Duration.ZERO : Duration.ofNanos((long) ((1 - tokens) / perSecond * NANOS));
  }
}
