package care.silverbell.alerting.response;

/** Two instances at the same work at the same moments. */
class PlanStoriesWithTwoInstancesTest extends PlanStories {
  PlanStoriesWithTwoInstancesTest() {
    super(2);
  }
}
