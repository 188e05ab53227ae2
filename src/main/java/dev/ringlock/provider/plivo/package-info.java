/** Plivo: its signature and forms. Knows http and provider. */
@NullMarked
package dev.ringlock.provider.plivo;

import org.jspecify.annotations.NullMarked;
