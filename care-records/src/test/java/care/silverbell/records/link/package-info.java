/** Answering by a link, tried by itself. */
@NullMarked
package care.silverbell.records.link;

import org.jspecify.annotations.NullMarked;
