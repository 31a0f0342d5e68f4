package care.silverbell.alerting.response;

/** One instance. */
class PlanStoriesTest extends PlanStories {
  PlanStoriesTest() {
    super(1);
  }
}
