/** Staff who sign in at the owner's OpenID provider: what it says of itself, and which of its tokens count. */
@NullMarked
package dev.ringlock.standalone.oidc;

import org.jspecify.annotations.NullMarked;
