/** How fast help came: the book of answer times, its bars, and the reason for every miss. */
@NullMarked
package care.silverbell.records.answering;

import org.jspecify.annotations.NullMarked;
