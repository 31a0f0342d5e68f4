/** How one comes in, tried by itself. */
@NullMarked
package care.silverbell.records.signin;

import org.jspecify.annotations.NullMarked;
