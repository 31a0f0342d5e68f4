/** How good the rules are, measured on recordings whose truth is known. */
@NullMarked
package care.silverbell.records.rule.score;

import org.jspecify.annotations.NullMarked;
