/** Whom a press would bring, told beforehand, so that nobody finds out in the emergency. */
@NullMarked
package care.silverbell.records.response.unreachable;

import org.jspecify.annotations.NullMarked;
