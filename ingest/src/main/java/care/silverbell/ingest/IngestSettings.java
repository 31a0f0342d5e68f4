package care.silverbell.ingest;

import care.silverbell.ingest.broker.BrokerSettings;
import care.silverbell.ingest.broker.EmbeddedBroker;
import java.util.Optional;

/**
 * What the ground floor is told.
 *
 * @param broker where it is; empty for the embedded one
 * @param embeddedBroker used where none is configured
 * @param instance names this service's sessions at the broker
 */
public record IngestSettings(
    Optional<BrokerSettings> broker, EmbeddedBroker.Settings embeddedBroker, String instance) {}
