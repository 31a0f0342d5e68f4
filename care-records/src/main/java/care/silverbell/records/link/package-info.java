/** Answering without sign-in, by a link that works once. */
@NullMarked
package care.silverbell.records.link;

import org.jspecify.annotations.NullMarked;
