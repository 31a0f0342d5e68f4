/** Who may come in and whom they may see. */
@NullMarked
package care.silverbell.records.access;

import org.jspecify.annotations.NullMarked;
