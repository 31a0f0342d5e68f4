package care.silverbell.alerting.rule;

import java.time.Duration;

/** A span of time in words. */
record Lasting(String zh, String en) {

  static Lasting of(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 120) {
      return new Lasting(seconds + " 秒", seconds + " s");
    }
    long minutes = span.toMinutes();
    if (minutes < 120) {
      return new Lasting(minutes + " 分钟", minutes + " min");
    }
    return new Lasting(
        "%d 小时 %d 分钟".formatted(minutes / 60, minutes % 60),
        "%d h %d min".formatted(minutes / 60, minutes % 60));
  }
}
