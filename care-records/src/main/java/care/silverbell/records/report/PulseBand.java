package care.silverbell.records.report;

/** A stretch of the heart rate and its band in NEWS2 (Royal College of Physicians). */
enum PulseBand {
  VERY_SLOW(40, 3),
  SLOW(50, 1),
  USUAL(90, 0),
  QUICK(110, 1),
  FAST(130, 2),
  VERY_FAST(Integer.MAX_VALUE, 3);

  private final int to;
  private final int band;

  PulseBand(int to, int band) {
    this.to = to;
    this.band = band;
  }

  /** The one of a rate in whole beats per minute. */
  static PulseBand of(int rate) {
    for (PulseBand it : values()) {
      if (rate <= it.to) {
        return it;
      }
    }
    return VERY_FAST;
  }

  /** Its greatest rate, beats per minute. */
  int to() {
    return to;
  }

  /** 0, 1, 2 or 3. */
  int band() {
    return band;
  }
}
