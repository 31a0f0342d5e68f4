@NullMarked
package care.silverbell.alerting.backtest;

import org.jspecify.annotations.NullMarked;
