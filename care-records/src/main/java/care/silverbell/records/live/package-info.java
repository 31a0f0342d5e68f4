/** The live stream to open pages. */
@NullMarked
package care.silverbell.records.live;

import org.jspecify.annotations.NullMarked;
