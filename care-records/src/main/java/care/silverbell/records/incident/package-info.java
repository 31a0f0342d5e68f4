/** The routes to what is being answered. */
@NullMarked
package care.silverbell.records.incident;

import org.jspecify.annotations.NullMarked;
