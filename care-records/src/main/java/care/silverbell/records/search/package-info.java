/** What a person is found by: their words made plain, and the sounds of their name. */
@NullMarked
package care.silverbell.records.search;

import org.jspecify.annotations.NullMarked;
