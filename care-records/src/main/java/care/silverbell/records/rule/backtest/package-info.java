/** Limits are tried on stored readings before they are set. */
@NullMarked
package care.silverbell.records.rule.backtest;

import org.jspecify.annotations.NullMarked;
