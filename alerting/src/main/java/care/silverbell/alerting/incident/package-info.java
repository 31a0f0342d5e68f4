/** The thing being answered, from open to resolved. */
@NullMarked
package care.silverbell.alerting.incident;

import org.jspecify.annotations.NullMarked;
