/** The owner's policy file: read, checked, explained. Knows core only. */
@NullMarked
package dev.ringlock.policy;

import org.jspecify.annotations.NullMarked;
