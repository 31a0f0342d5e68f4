@NullMarked
package care.silverbell.records.response.unreachable;

import org.jspecify.annotations.NullMarked;
