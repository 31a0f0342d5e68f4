/** Lines against the database: what is new, what is changed, written all or not at all. */
@NullMarked
package care.silverbell.records.sheet.store;

import org.jspecify.annotations.NullMarked;
