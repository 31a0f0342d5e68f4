package care.silverbell.alerting.notification;

import care.silverbell.alerting.incident.Incident;
import org.jspecify.annotations.Nullable;

/** Whom an incident is about and where they live, as a responder must know it. */
@FunctionalInterface
public interface Subjects {
  /** Looks them up. */
  Subject of(Incident incident);

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
