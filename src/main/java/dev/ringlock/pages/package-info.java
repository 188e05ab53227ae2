/** Door: the public pages and their files. Knows edge, policy and core; no other door. */
@NullMarked
package dev.ringlock.pages;

import org.jspecify.annotations.NullMarked;
