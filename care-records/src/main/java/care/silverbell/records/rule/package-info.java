/** What was set for a person's rules, and how good the rules are on recordings. */
@NullMarked
package care.silverbell.records.rule;

import org.jspecify.annotations.NullMarked;
