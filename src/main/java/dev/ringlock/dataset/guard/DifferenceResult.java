package dev.ringlock.dataset.guard;

/** Whether an answer, taken from earlier ones, leaves a small group over. */
public sealed interface DifferenceResult permits Apart, TooClose {}
