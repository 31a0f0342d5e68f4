package care.silverbell.alerting.notification.channel.courier;

import care.silverbell.alerting.notification.Delivery;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back from a provider. */
public sealed interface Answer {
  /** What is told of it where the provider's own words say nothing: it was not taken. */
  Delivery failure();

  /**
   * It answered to the end.
   *
   * @param body what was read of it: at most 64 KiB
   * @param retryAfter how long it wants to be left alone; null where it did not say
   */
  record Whole(int status, String body, @Nullable Duration retryAfter) implements Answer {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;
    private static final int OWN_FAULT = 500;

    /** Whether the status says that it was taken. */
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** The answer as a JSON object; empty where it is none. */
    public Optional<JsonObject> json() {
      try {
        return Optional.of(new JsonObject(body));
      } catch (DecodeException e) {
        return Optional.empty();
      }
    }

    @Override
    public Delivery failure() {
      return failure("");
    }

    /** The same, with the provider's words. */
    public Delivery failure(String said) {
      String reason = "answered " + status + (said.isEmpty() ? "" : ": " + said);
      return status == REQUEST_TIMEOUT
              || status == TOO_EARLY
              || status == TOO_MANY
              || status >= OWN_FAULT
          ? new Delivery.TryAgain(reason, retryAfter)
          : new Delivery.Refused(reason);
    }

    /** Without the body, which may hold anything. */
    @Override
    public String toString() {
      return "Whole[" + status + "]";
    }
  }

  /**
   * It did not answer to the end.
   *
   * @param forGood whether another try would end the same way
   * @param asked whether it was asked at all; where not, nothing is held against it
   */
  record None(String why, boolean forGood, boolean asked) implements Answer {
    /** One that was asked. */
    public None(String why, boolean forGood) {
      this(why, forGood, true);
    }

    @Override
    public Delivery failure() {
      Delivery.TryAgain again = new Delivery.TryAgain(why, null);
      return forGood ? new Delivery.Refused(why) : asked ? again : again.here();
    }
  }
}
