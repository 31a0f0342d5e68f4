@NullMarked
package care.silverbell.records.response.plan;

import org.jspecify.annotations.NullMarked;
