/** What a person, or whoever speaks for them, has agreed may be shown to whom. */
@NullMarked
package care.silverbell.records.consent;

import org.jspecify.annotations.NullMarked;
