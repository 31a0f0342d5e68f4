package care.silverbell.alerting.incident;

import care.silverbell.ingest.reading.PersonId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is told of every change of an incident, after it is on disk. */
@FunctionalInterface
public interface IncidentListener {

  /**
   * An incident of that person is being written: begins to look up what showing it will need,
   * beside the writing. Never blocks and never throws.
   *
   * @param person null for an unknown caller, or for the service itself
   */
  Showing expect(@Nullable PersonId person);

  /** Whether anybody listens now; where nobody does, what has changed need not be looked up. */
  default boolean isHeard() {
    return true;
  }

  /** What was expected comes. */
  @FunctionalInterface
  interface Showing {
    /**
     * Shows the incident as it is now on disk. Never blocks for long and never throws; not called
     * where the writing failed.
     *
     * @param heardAt when the press that changed it was received; empty where no press did
     */
    void show(Incident incident, Optional<Instant> heardAt);
  }
}
