/** The web server and what all its routes share. */
@NullMarked
package care.silverbell.records.http;

import org.jspecify.annotations.NullMarked;
