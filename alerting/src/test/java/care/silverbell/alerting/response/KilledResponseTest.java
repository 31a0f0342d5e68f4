package care.silverbell.alerting.response;

import care.silverbell.alerting.response.KillStory.Child;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dsilverbell.kills=200} for the long run. */
@Tag("alone")
class KilledResponseTest {

  @TempDir Path folder;

  @Test
  void killedAtRandomMomentsNoStepIsLostOrLateAndNothingIsSentTwiceButWhatWasUnderWay()
      throws Exception {
    Random random = new Random();
    try (KillStory story = new KillStory(folder)) {
      story.warmUp();
      for (int i = 0; i < KillStory.kills(); i++) {
        Child child = story.start();
        Thread.sleep(story.life(random));
        story.kill(child);
      }
      story.finish(List.of(story.start()));
      story.judge("the only instance", false);
    }
  }

  @Test
  void ofTwoInstancesOneIsKilledAtRandomAndNoStepIsLateOrSentTwiceButWhatWasUnderWay()
      throws Exception {
    Random random = new Random();
    try (KillStory story = new KillStory(folder)) {
      story.warmUp();
      Child[] children = {story.start(), story.start()};
      for (int i = 0; i < KillStory.kills(); i++) {
        Thread.sleep(story.life(random));
        int which = random.nextInt(2);
        story.kill(children[which]);
        children[which] = story.start();
      }
      story.finish(List.of(children));
      story.judge("one of two instances", true);
    }
  }
}
