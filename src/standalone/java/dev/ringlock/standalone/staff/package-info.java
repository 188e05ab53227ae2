/** Local sign-in: people with a password and a one-time code, machines with a secret. It knows engines, not the server. */
@NullMarked
package dev.ringlock.standalone.staff;

import org.jspecify.annotations.NullMarked;
