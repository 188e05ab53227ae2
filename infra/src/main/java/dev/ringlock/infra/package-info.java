/** Ringlock on AWS. What each function may do is said in {@link FunctionGrants}, once; everything else here follows from that list. */
@NullMarked
package dev.ringlock.infra;

import org.jspecify.annotations.NullMarked;
