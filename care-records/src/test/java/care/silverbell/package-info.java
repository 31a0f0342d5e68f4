/** The whole house: its floors and its settings. */
@NullMarked
package care.silverbell;

import org.jspecify.annotations.NullMarked;
