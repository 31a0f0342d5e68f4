/** Who is asked when, until somebody comes. */
@NullMarked
package care.silverbell.alerting.response;

import org.jspecify.annotations.NullMarked;
