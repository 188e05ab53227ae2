/** The look of the public pages. Knows http, policy and core. */
@NullMarked
package dev.ringlock.form;

import org.jspecify.annotations.NullMarked;
