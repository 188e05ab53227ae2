package dev.ringlock.dataset.guard;

/** What the guard lets out. */
public sealed interface GuardResult permits Guarded, GuardRefusal {}
