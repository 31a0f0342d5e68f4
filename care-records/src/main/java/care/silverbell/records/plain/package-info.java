/** Pages without script for those who do not sign in. */
@NullMarked
package care.silverbell.records.plain;

import org.jspecify.annotations.NullMarked;
