package dev.ringlock.dataset.guard;

/**
 * A column of a dataset.
 *
 * @param sensitive it says something that must not become known of a person. Else it is a quasi-identifier: what others may
 *     already know of a person, and could find the person by. A sensitive column is shown at level 0
 * @param hierarchy how its values become coarser
 */
public record GuardedColumn(String name, boolean sensitive, Hierarchy hierarchy) {}
