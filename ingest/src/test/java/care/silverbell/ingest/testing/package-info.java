/** Real parts for the tests of all modules, and what is said when a machine lacks one. */
@NullMarked
package care.silverbell.ingest.testing;

import org.jspecify.annotations.NullMarked;
