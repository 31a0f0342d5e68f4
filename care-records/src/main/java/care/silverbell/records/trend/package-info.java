/** How a sign goes over hours, months and a year. */
@NullMarked
package care.silverbell.records.trend;

import org.jspecify.annotations.NullMarked;
