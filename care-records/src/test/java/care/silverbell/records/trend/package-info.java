/** Tests of trends. */
@NullMarked
package care.silverbell.records.trend;

import org.jspecify.annotations.NullMarked;
