package care.silverbell.alerting.backtest;

import care.silverbell.alerting.rule.DayHours;
import care.silverbell.alerting.rule.GreetingRule;
import care.silverbell.alerting.rule.HeartRateRule;
import care.silverbell.alerting.rule.Limits;
import care.silverbell.alerting.rule.Limits.Limit;
import care.silverbell.alerting.rule.MeasuredSignRule;
import care.silverbell.alerting.rule.Rule;
import care.silverbell.alerting.rule.StillRule;
import care.silverbell.alerting.rule.WanderingRule;
import care.silverbell.alerting.rule.Watched;
import care.silverbell.alerting.rule.Zone;
import care.silverbell.ingest.reading.Sign;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings that are tried before they go live. */
public sealed interface Proposal {

  /** The rules that go by these settings. */
  List<Rule<?>> rules();

  /** The signs that the rules look at; empty where they look at none. */
  Set<Sign> reads();

  /** Whether the rules look at where somebody was. */
  boolean readsTrack();

  /** How somebody would be watched under them. */
  Watched of(Watched inForce);

  /**
   * A limit of a sign.
   *
   * @param overOwn whether it takes the place of a limit that was set for the person; else whoever
   *     has one keeps it, as under another default
   */
  record OfLimit(Sign sign, Limit limit, boolean overOwn) implements Proposal {
    public OfLimit {
      if (sign == Sign.STEPS) {
        throw new IllegalArgumentException("steps have no limits");
      }
    }

    @Override
    public List<Rule<?>> rules() {
      return switch (sign) {
        case HEART_RATE -> List.of(new HeartRateRule());
        case SPO2 -> List.of(MeasuredSignRule.oxygen());
        case SYSTOLIC -> List.of(MeasuredSignRule.systolic());
        case DIASTOLIC -> List.of(MeasuredSignRule.diastolic());
        case TEMPERATURE -> List.of(MeasuredSignRule.temperature());
        case STEPS -> List.of();
      };
    }

    /** Steps tell who is at rest. */
    @Override
    public Set<Sign> reads() {
      return sign == Sign.HEART_RATE ? Set.of(sign, Sign.STEPS) : Set.of(sign);
    }

    @Override
    public boolean readsTrack() {
      return false;
    }

    @Override
    public Watched of(Watched inForce) {
      if (!overOwn && inForce.limits().of(sign).isPresent()) {
        return inForce;
      }
      Map<Sign, Limit> limits = new EnumMap<>(Sign.class);
      limits.putAll(inForce.limits().ofSigns());
      limits.put(sign, limit);
      return inForce.with(new Limits(limits));
    }
  }

  /** How a day goes: stillness, and the morning's greeting. */
  sealed interface OfDay extends Proposal {
    @Override
    default List<Rule<?>> rules() {
      return List.of(new StillRule(), new GreetingRule());
    }

    @Override
    default Set<Sign> reads() {
      return Set.of(Sign.HEART_RATE, Sign.STEPS);
    }

    @Override
    default boolean readsTrack() {
      return true;
    }
  }

  /** The whole day, in place of what was set. */
  record OfWholeDay(DayHours hours) implements OfDay {
    @Override
    public Watched of(Watched inForce) {
      return inForce.with(hours);
    }
  }

  /**
   * Some of the day; what is not named stays as it is for each person.
   *
   * @param greetingBy null where it stays
   * @param stillAtMost null where it stays
   */
  record OfPartOfDay(@Nullable LocalTime greetingBy, @Nullable Duration stillAtMost)
      implements OfDay {
    @Override
    public Watched of(Watched inForce) {
      DayHours own = inForce.hours();
      return inForce.with(
          new DayHours(
              own.wakes(),
              own.sleeps(),
              greetingBy == null ? own.greetingBy() : greetingBy,
              stillAtMost == null ? own.stillAtMost() : stillAtMost));
    }
  }

  /**
   * Where somebody is expected to be, in place of what was set; who goes with them is not known.
   */
  record OfZones(List<Zone> zones) implements Proposal {
    public OfZones {
      zones = List.copyOf(zones);
    }

    @Override
    public List<Rule<?>> rules() {
      return List.of(new WanderingRule());
    }

    @Override
    public Set<Sign> reads() {
      return Set.of();
    }

    @Override
    public boolean readsTrack() {
      return true;
    }

    @Override
    public Watched of(Watched inForce) {
      return inForce.with(zones);
    }
  }
}
