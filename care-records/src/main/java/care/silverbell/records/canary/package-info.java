/** The service tries itself: a band of its own presses every minute, through the whole chain. */
@NullMarked
package care.silverbell.records.canary;

import org.jspecify.annotations.NullMarked;
