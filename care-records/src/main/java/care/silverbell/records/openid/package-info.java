/**
 * Signing in through the office's own OpenID Connect provider, to accounts that are there already.
 */
@NullMarked
package care.silverbell.records.openid;

import org.jspecify.annotations.NullMarked;
