@NullMarked
package care.silverbell.records.response.reach;

import org.jspecify.annotations.NullMarked;
