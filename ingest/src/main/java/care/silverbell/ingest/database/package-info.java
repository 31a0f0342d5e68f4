/** The PostgreSQL database, and the one that runs inside when none is configured. */
@NullMarked
package care.silverbell.ingest.database;

import org.jspecify.annotations.NullMarked;
