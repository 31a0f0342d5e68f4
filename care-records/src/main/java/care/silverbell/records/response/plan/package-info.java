/** The office's own response plans. */
@NullMarked
package care.silverbell.records.response.plan;

import org.jspecify.annotations.NullMarked;
