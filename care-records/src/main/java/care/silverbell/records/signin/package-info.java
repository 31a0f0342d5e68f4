/** How one comes in: passwords, tries that failed, devices, tokens and invitations. */
@NullMarked
package care.silverbell.records.signin;

import org.jspecify.annotations.NullMarked;
