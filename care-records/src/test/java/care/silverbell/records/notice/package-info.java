/** Notices and receipts, tried by themselves. */
@NullMarked
package care.silverbell.records.notice;

import org.jspecify.annotations.NullMarked;
