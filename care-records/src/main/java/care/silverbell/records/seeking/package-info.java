/** Finding somebody who has left the place where they are safe. */
@NullMarked
package care.silverbell.records.seeking;

import org.jspecify.annotations.NullMarked;
