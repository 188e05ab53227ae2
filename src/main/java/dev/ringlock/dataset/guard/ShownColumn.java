package dev.ringlock.dataset.guard;

/**
 * A column of an answer, and how coarse it is.
 *
 * @param level of the column's hierarchy; 0 is the value itself
 */
public record ShownColumn(String name, int level) {}
