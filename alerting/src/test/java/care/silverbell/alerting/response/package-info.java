/** Responses told as stories, and torn down in the middle. */
@NullMarked
package care.silverbell.alerting.response;

import org.jspecify.annotations.NullMarked;
