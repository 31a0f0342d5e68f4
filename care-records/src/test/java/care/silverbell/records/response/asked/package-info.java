@NullMarked
package care.silverbell.records.response.asked;

import org.jspecify.annotations.NullMarked;
