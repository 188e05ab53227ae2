package dev.ringlock.imports.rows;

/**
 * What is wrong with a row, or with one of its decisions.
 *
 * @param column the name of the column that it is about; empty if it is about the whole row
 */
public record RowFault(RowFaultKind kind, String column) {}
