/** Events in, HTTP answers out: the only mapper of outcomes to status codes, the only Clock, the public pages' look. */
@NullMarked
package dev.ringlock.edge;

import org.jspecify.annotations.NullMarked;
