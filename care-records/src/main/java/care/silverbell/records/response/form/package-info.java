/** What the response's routes are asked with. */
@NullMarked
package care.silverbell.records.response.form;

import org.jspecify.annotations.NullMarked;
