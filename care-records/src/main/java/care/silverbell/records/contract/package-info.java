/** The contract's two documents, as they are served. */
@NullMarked
package care.silverbell.records.contract;

import org.jspecify.annotations.NullMarked;
