/** The connection to the MQTT broker, and the broker that runs inside when none is configured. */
@NullMarked
package care.silverbell.ingest.broker;

import org.jspecify.annotations.NullMarked;
