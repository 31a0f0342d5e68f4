/** What stands before every route, tried by itself. */
@NullMarked
package care.silverbell.records.http;

import org.jspecify.annotations.NullMarked;
