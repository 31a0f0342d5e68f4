/** The files that put the service on a machine, held together: compose, Prometheus, Grafana. */
@NullMarked
package care.silverbell.deploy;

import org.jspecify.annotations.NullMarked;
