package care.silverbell.alerting.notification.channel;

import care.silverbell.alerting.notification.Channel;
import care.silverbell.alerting.notification.Delivery;
import care.silverbell.alerting.notification.Message;
import care.silverbell.alerting.notification.channel.courier.Answer;
import care.silverbell.alerting.notification.channel.courier.Courier;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * A robot in a group, of one maker: no faster than it may speak, to the maker's own host, as the
 * maker wants it written.
 */
abstract class RobotChannel implements Channel {
  private static final int MOST_A_MINUTE = 20;

  private final Courier courier;
  private final URI maker;
  private final InstantSource clock;
  private final String keyName;
  private final RobotPace pace = new RobotPace(MOST_A_MINUTE);

  /**
   * With what it needs.
   *
   * @param keyName of the parameter of its address that names a robot
   */
  RobotChannel(Courier courier, URI maker, InstantSource clock, String keyName) {
    this.courier = courier;
    this.maker = maker;
    this.clock = clock;
    this.keyName = keyName;
  }

  @Override
  public final Delivery send(UUID key, String to, Message message) {
    RobotAddress robot;
    try {
      robot = RobotAddress.of(to, maker, keyName);
    } catch (IllegalArgumentException e) {
      return new Delivery.Refused(String.valueOf(e.getMessage()));
    }
    Instant now = clock.instant();
    Optional<Duration> wait = pace.wait(robot.key(), now);
    if (wait.isPresent()) {
      return new Delivery.TryAgain(
              MOST_A_MINUTE + " messages a minute are all a robot may say", wait.get())
          .here();
    }
    URI address = maker.resolve(path(robot, now));
    return switch (courier.carry(Courier.json(address, body(robot, message).encode()).build())) {
      case Answer.Whole answer -> delivery(answer, robot);
      case Answer.None none -> none.failure();
    };
  }

  /** The path and the query that the robot takes messages at. */
  abstract String path(RobotAddress robot, Instant now);

  abstract JsonObject body(RobotAddress robot, Message message);

  /** What the maker's answer means. */
  abstract Delivery delivery(Answer.Whole answer, RobotAddress robot);

  /** What an answer means that does not say what became of the message. */
  static Delivery unclear(Answer.Whole answer) {
    return answer.isSuccess()
        ? new Delivery.TryAgain("the answer cannot be understood", null)
        : answer.failure();
  }
}
