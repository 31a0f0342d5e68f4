/** Rules at work beside the intake: every reading is judged before it is stored. */
@NullMarked
package care.silverbell.alerting.watch;

import org.jspecify.annotations.NullMarked;
