package care.silverbell.alerting.response;

/**
 * Two instances at the same work, one of which dies at random between its turns and is followed by
 * another. What happens to a process in the middle of a turn is shown by {@link
 * KilledResponseTest}.
 */
class PlanStoriesWithADyingInstanceTest extends PlanStories {
  PlanStoriesWithADyingInstanceTest() {
    super(2);
    long seed = System.nanoTime();
    System.out.println("deaths by seed " + seed);
    story.theLastDiesAtRandom(seed);
  }
}
