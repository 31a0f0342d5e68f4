package care.silverbell.alerting.incident;

import java.time.Instant;
import java.util.Optional;

/** Who is told of every change of an incident, after it is on disk. */
@FunctionalInterface
public interface IncidentListener {

  /**
   * Shows the incident as it is now. Never blocks for long and never throws.
   *
   * @param heardAt when the press that changed it was received; empty where no press did
   */
  void onIncident(Incident incident, Optional<Instant> heardAt);
}
