/** Staff's sign-in at the owner's OpenID provider: its description, and which of its tokens count. */
@NullMarked
package dev.ringlock.standalone.oidc;

import org.jspecify.annotations.NullMarked;
