/** Who is cared for, and the routes to their file. */
@NullMarked
package care.silverbell.records.person;

import org.jspecify.annotations.NullMarked;
