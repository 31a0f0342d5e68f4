@NullMarked
package care.silverbell.records.rule.backtest;

import org.jspecify.annotations.NullMarked;
