/** How each human being can be told: one recipient, whatever lists they stand in. */
@NullMarked
package care.silverbell.records.response.reach;

import org.jspecify.annotations.NullMarked;
