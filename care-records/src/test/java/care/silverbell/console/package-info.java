/** The page's own files, held against one another without a browser. */
@NullMarked
package care.silverbell.console;

import org.jspecify.annotations.NullMarked;
