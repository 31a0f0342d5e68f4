@NullMarked
package care.silverbell.records.search;

import org.jspecify.annotations.NullMarked;
