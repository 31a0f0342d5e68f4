/** Telling people, and the truth about whether they were told. */
@NullMarked
package care.silverbell.alerting.notification;

import org.jspecify.annotations.NullMarked;
