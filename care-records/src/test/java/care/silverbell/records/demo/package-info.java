@NullMarked
package care.silverbell.records.demo;

import org.jspecify.annotations.NullMarked;
