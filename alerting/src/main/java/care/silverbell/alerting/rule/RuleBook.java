package care.silverbell.alerting.rule;

import care.silverbell.alerting.rule.Rule.Context;
import care.silverbell.alerting.rule.Rule.Judged;
import care.silverbell.ingest.reading.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All rules, in order. One that throws is counted, and the others go on. */
public final class RuleBook {
  private static final Logger log = LoggerFactory.getLogger(RuleBook.class);

  private final List<Rule<?>> rules;
  private final Failures failures;

  /** Whoever counts what a rule has thrown. */
  @FunctionalInterface
  public interface Failures {
    /** The rule of that name threw. */
    void threw(String rule);
  }

  /** Of those rules. */
  public RuleBook(List<Rule<?>> rules, Failures failures) {
    this.rules = List.copyOf(rules);
    this.failures = failures;
  }

  /** The rules that Silverbell has. */
  public static List<Rule<?>> inOrder() {
    return List.of(
        new HeartRateRule(),
        MeasuredSignRule.oxygen(),
        MeasuredSignRule.systolic(),
        MeasuredSignRule.diastolic(),
        MeasuredSignRule.temperature(),
        new WanderingRule(),
        new StillRule(),
        new GreetingRule(),
        new SilentBandRule(),
        new LowBatteryRule());
  }

  /** The rules' memories of somebody new. */
  Memories fresh() {
    List<Slot<?>> slots = new ArrayList<>();
    for (Rule<?> rule : rules) {
      slots.add(new Slot<>(rule));
    }
    return new Memories(slots);
  }

  /** What all rules remember of one person; changed by one thread at a time. */
  static final class Memories {
    private final List<? extends Remembers> slots;

    private Memories(List<? extends Remembers> slots) {
      this.slots = slots;
    }

    void judge(Reading reading, Context context, List<Conclusion> conclusions) {
      for (Remembers slot : slots) {
        slot.judge(reading, context, conclusions);
      }
    }

    void pass(Instant now, Context context, List<Conclusion> conclusions) {
      for (Remembers slot : slots) {
        slot.pass(now, context, conclusions);
      }
    }

    /** Why their band is silent; null while it is not said to be. */
    @Nullable Silence silence() {
      for (Remembers slot : slots) {
        if (slot.memory() instanceof SilentBandRule.Memory memory) {
          return memory.silence();
        }
      }
      return null;
    }

    /** Whether somebody is searched for. */
    boolean isSearching() {
      return slots.stream()
          .anyMatch(it -> it.memory() instanceof WanderingRule.Memory memory && memory.searched());
    }

    void alreadyFound(FindingKind kind, Instant since) {
      for (Remembers slot : slots) {
        slot.alreadyFound(kind, since);
      }
    }

    void letGo(FindingKind kind) {
      for (Remembers slot : slots) {
        slot.letGo(kind);
      }
    }
  }

  private interface Remembers {
    Object memory();

    void alreadyFound(FindingKind kind, Instant since);

    void letGo(FindingKind kind);

    void judge(Reading reading, Context context, List<Conclusion> conclusions);

    void pass(Instant now, Context context, List<Conclusion> conclusions);
  }

  /** One rule and what it remembers of one person. */
  private final class Slot<M> implements Remembers {
    private final Rule<M> rule;
    private M memory;

    /** Said once a person: a rule that throws does so for every reading. */
    private boolean said;

    Slot(Rule<M> rule) {
      this.rule = rule;
      this.memory = rule.fresh();
    }

    @Override
    public Object memory() {
      return memory;
    }

    @Override
    public void judge(Reading reading, Context context, List<Conclusion> conclusions) {
      try {
        keep(rule.judge(memory, reading, context), conclusions);
      } catch (RuntimeException e) {
        failed("cannot judge " + reading, e);
      }
    }

    @Override
    public void pass(Instant now, Context context, List<Conclusion> conclusions) {
      try {
        keep(rule.pass(memory, now, context), conclusions);
      } catch (RuntimeException e) {
        failed("cannot tell what passing time means", e);
      }
    }

    @Override
    public void alreadyFound(FindingKind kind, Instant since) {
      memory = rule.alreadyFound(memory, kind, since);
    }

    @Override
    public void letGo(FindingKind kind) {
      memory = rule.letGo(memory, kind);
    }

    private void failed(String what, RuntimeException e) {
      failures.threw(rule.name());
      if (!said) {
        log.error("rule {} {}", rule.name(), what, e);
      }
      said = true;
    }

    private void keep(Judged<M> judged, List<Conclusion> conclusions) {
      memory = judged.memory();
      conclusions.addAll(judged.conclusions());
    }
  }
}
