/** The function {@code reconcile}: providers' block lists and our opt-outs agree, or somebody is told. */
@NullMarked
package dev.ringlock.reconcile;

import org.jspecify.annotations.NullMarked;
