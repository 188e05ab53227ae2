/** Tokens to actors and scopes. Knows http and core. */
@NullMarked
package dev.ringlock.signin;

import org.jspecify.annotations.NullMarked;
