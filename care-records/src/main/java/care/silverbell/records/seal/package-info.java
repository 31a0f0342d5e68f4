/** Numbers that must never lie in the database in clear: sealed, and found by a keyed mark. */
@NullMarked
package care.silverbell.records.seal;

import org.jspecify.annotations.NullMarked;
