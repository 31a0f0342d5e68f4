package care.silverbell.alerting.incident;

import static org.assertj.core.api.Assertions.assertThat;

import care.silverbell.ingest.database.Database;
import care.silverbell.ingest.intake.AlarmListener.Heard;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances that listen to one broker: each hears every press, and nobody counts it twice. */
class TwoListenersTest {
  private static final Duration SECONDS_LATER = Duration.ofSeconds(5);

  private final CallStories story = new CallStories();
  private final Vertx vertx = Vertx.vertx();
  private final Database one = calls("one");
  private final Database other = calls("other");

  private Database calls(String instance) {
    return Database.openForCalls(vertx, story.test.settings(), "calls", 2, instance);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    vertx.close().await();
    story.close();
  }

  @Test
  void aPressWithoutAnIdThatBothHearIsOne() {
    assertThat(hear(one)).isTrue();
    story.forward(Duration.ofMillis(40));
    assertThat(hear(other)).isFalse();

    assertThat(story.only().presses()).isEqualTo(1);
  }

  @Test
  void aSecondPressThatBothHearIsASecondOne() {
    assertThat(hear(one)).isTrue();
    assertThat(hear(other)).isFalse();
    story.forward(Duration.ofSeconds(1));
    assertThat(hear(one)).as("within the seconds, but by the same instance").isTrue();
    assertThat(hear(other)).isFalse();
    story.forward(SECONDS_LATER);
    assertThat(hear(other)).isTrue();
    assertThat(hear(one)).isFalse();

    assertThat(story.only().presses()).isEqualTo(3);
  }

  @Test
  void whatOnlyTheOtherHearsLaterIsAnotherPress() {
    assertThat(hear(one)).isTrue();
    story.forward(SECONDS_LATER);
    assertThat(hear(other)).isTrue();

    assertThat(story.only().presses()).isEqualTo(2);
  }

  private boolean hear(Database instance) {
    Heard press = story.press(null);
    return Ringing.ring(instance, press, Purpose.REAL, null).await().anew();
  }
}
