/** What is printed about a person, for a doctor and the family. */
@NullMarked
package care.silverbell.records.report;

import org.jspecify.annotations.NullMarked;
