/** The answer-time book, tried by itself. */
@NullMarked
package care.silverbell.records.answering;

import org.jspecify.annotations.NullMarked;
