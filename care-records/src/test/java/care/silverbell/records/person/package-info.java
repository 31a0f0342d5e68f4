@NullMarked
package care.silverbell.records.person;

import org.jspecify.annotations.NullMarked;
