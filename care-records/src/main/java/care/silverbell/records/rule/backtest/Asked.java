package care.silverbell.records.rule.backtest;

import care.silverbell.alerting.backtest.Proposal;
import care.silverbell.records.access.Aspect;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Settings of rules as a request asks for them, to be tried or to be set. */
public interface Asked {
  /** What is set; an account has one back-test of each kind under way. */
  enum Kind {
    /** A limit of a sign. */
    LIMIT(Aspect.READINGS),
    /** How a day goes. */
    DAY(Aspect.READINGS),
    /** Where somebody is expected to be. */
    ZONES(Aspect.POSITION);

    private final Aspect judged;

    Kind(Aspect judged) {
      this.judged = judged;
    }

    /**
     * What of a person its rules judge: when each of them would have rung tells something of it.
     */
    Aspect judged() {
      return judged;
    }

    /** As it is kept and as the contract writes it. */
    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
  }

  /** What is set. */
  Kind kind();

  /** As it is kept and answered: equal where the rules would go by the same. */
  JsonObject json();

  /**
   * As the rules take it.
   *
   * @param overOwn whether it takes the place of a limit that was set for the person
   */
  Proposal proposal(boolean overOwn);
}
