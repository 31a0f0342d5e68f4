/** What a rule with other settings would have found in the readings that are stored. */
@NullMarked
package care.silverbell.alerting.backtest;

import org.jspecify.annotations.NullMarked;
