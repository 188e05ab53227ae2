package dev.ringlock.dataset.guard;

/** No small group is left over. */
public record Apart() implements DifferenceResult {}
