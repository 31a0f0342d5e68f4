package care.silverbell.alerting.response;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.notification.Recipient;
import care.silverbell.alerting.notification.RecipientId;
import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the record knows and a response must ask: which plan holds, and who its words mean. */
public interface ResponsePlans {
  /** The plan for the incident, by its severity and its person's cell. */
  ResponsePlan planFor(Incident incident);

  /**
   * Whom those words mean for the person at that moment: asked once for all words of a plan, so
   * that the decision itself is a pure function.
   *
   * @param person null for an unknown caller and for the service itself
   * @return an entry for each word
   */
  Map<Who, Meant> meant(Set<Who> words, @Nullable PersonId person, Incident incident, Instant at);

  /**
   * Whom one word means.
   *
   * @param recipients in the order in which they are asked; also those without any address
   * @param nobody why there is nobody, for the timeline; null where there is somebody
   * @param heldUntil when the first of those may be asked whom the word means at other hours; null
   *     where there are none
   * @param letGo who may be told nothing more, though they may have been asked before
   */
  record Meant(
      List<Recipient> recipients,
      @Nullable String nobody,
      @Nullable Instant heldUntil,
      Set<RecipientId> letGo) {
    /** Defensive copies. */
    public Meant {
      recipients = List.copyOf(recipients);
      letGo = Set.copyOf(letGo);
    }

    /** Where nobody is held and nobody is let go. */
    public Meant(List<Recipient> recipients, @Nullable String nobody) {
      this(recipients, nobody, null, Set.of());
    }
  }
}
