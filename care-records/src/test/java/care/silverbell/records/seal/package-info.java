@NullMarked
package care.silverbell.records.seal;

import org.jspecify.annotations.NullMarked;
