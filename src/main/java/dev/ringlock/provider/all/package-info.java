/** The one list of all providers. Only the flavours know it, and hand it on. */
@NullMarked
package dev.ringlock.provider.all;

import org.jspecify.annotations.NullMarked;
