/** Lines against the database: what is new, what is changed; all of it written, or nothing. */
@NullMarked
package care.silverbell.records.sheet.store;

import org.jspecify.annotations.NullMarked;
