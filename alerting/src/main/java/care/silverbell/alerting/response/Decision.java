package care.silverbell.alerting.response;

import care.silverbell.alerting.notification.Occasion;
import care.silverbell.alerting.notification.Recipient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a response does now, and when it is to be looked at next. */
public sealed interface Decision {

  /**
   * Nothing.
   *
   * @param next null where nothing is due any more unless something happens
   * @param heldUntil when those are asked whom quiet hours have kept from it; null where none are
   */
  record Rest(@Nullable Instant next, @Nullable Instant heldUntil) implements Decision {
    /** Where quiet hours keep nobody. */
    public Rest(@Nullable Instant next) {
      this(next, null);
    }
  }

  /**
   * Some who were asked are to be told nothing more: what they have said counts no longer, and what
   * waits to be sent to them is not sent. The response is looked at again at once.
   */
  record LetGo(List<Recipient> recipients) implements Decision {
    /** Defensive copies. */
    public LetGo {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * People are asked.
   *
   * @param askings in the order in which they are taken; each is a step of its own
   * @param stepsTaken how many steps of the plan are taken then
   * @param againFrom from when everybody is asked again each so often; null while steps are left
   * @param answersWanted how many who have it are welcome from now on
   * @param nudged whether it is because nobody has arrived
   * @param heldUntil as in {@link Rest}
   */
  record Ask(
      List<Asking> askings,
      int stepsTaken,
      @Nullable Instant againFrom,
      int answersWanted,
      boolean nudged,
      @Nullable Instant next,
      @Nullable Instant heldUntil)
      implements Decision {
    /** Defensive copies. */
    public Ask {
      askings = List.copyOf(askings);
    }
  }

  /**
   * Those who were asked are told that somebody has it, or that it is over.
   *
   * @param occasion taken or closed
   */
  record Tell(Occasion occasion, List<Recipient> recipients, @Nullable Instant next)
      implements Decision {
    /** Defensive copies. */
    public Tell {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * Some are asked at once.
   *
   * @param planned when it should have been
   * @param recipients those who can be told
   * @param noWay those who are meant and cannot be told
   * @param nobody why nobody is meant by a word of the step, for each such word
   */
  record Asking(
      Occasion occasion,
      Instant planned,
      List<Recipient> recipients,
      List<Recipient> noWay,
      List<String> nobody) {
    /** Defensive copies. */
    public Asking {
      recipients = List.copyOf(recipients);
      noWay = List.copyOf(noWay);
      nobody = List.copyOf(nobody);
    }
  }
}
