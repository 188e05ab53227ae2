package dev.ringlock.dataset.guard;

/** The guard's decision. */
public sealed interface GuardResult permits Guarded, GuardRefusal {}
