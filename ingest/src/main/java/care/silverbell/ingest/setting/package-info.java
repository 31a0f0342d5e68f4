/** How what an operator sets is read. */
@NullMarked
package care.silverbell.ingest.setting;

import org.jspecify.annotations.NullMarked;
