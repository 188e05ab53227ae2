/** What the operator of one machine watches: {@code /health} and {@code /metrics}. Counts alone: nothing of a person. */
@NullMarked
package dev.ringlock.standalone.metrics;

import org.jspecify.annotations.NullMarked;
