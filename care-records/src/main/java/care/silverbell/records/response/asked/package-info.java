/** Whom a response plan's words mean for a person at a moment. */
@NullMarked
package care.silverbell.records.response.asked;

import org.jspecify.annotations.NullMarked;
