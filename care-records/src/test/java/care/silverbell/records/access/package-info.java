/** Tests of who may see what. */
@NullMarked
package care.silverbell.records.access;

import org.jspecify.annotations.NullMarked;
