package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import care.silverbell.alerting.incident.IncidentId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom an incident is about and where they live, as a responder must know it. */
@FunctionalInterface
public interface Subjects {
  /**
   * Looks them up, all in one journey.
   *
   * @return by incident; those that are missing are {@link Subject#UNKNOWN}
   */
  Map<IncidentId, Subject> of(Collection<Incident> incidents);

  /** The one whom that incident is about. */
  default Subject of(Incident incident) {
    return of(List.of(incident)).getOrDefault(incident.id(), Subject.UNKNOWN);
  }

  /**
   * Whom it is about.
   *
   * @param name null for an unknown caller and for the service itself
   * @param address null where none is known
   */
  record Subject(@Nullable String name, @Nullable String address) {
    /** Of an unknown caller, and of the service itself. */
    public static final Subject UNKNOWN = new Subject(null, null);
  }
}
