/** Tests of what is printed. */
@NullMarked
package care.silverbell.records.report;

import org.jspecify.annotations.NullMarked;
