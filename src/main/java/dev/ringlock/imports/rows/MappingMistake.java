package dev.ringlock.imports.rows;

/**
 * A mistake in a mapping.
 *
 * @param pointer JSON pointer (RFC 6901) of the field
 * @param code for programs, part of the API
 * @param detail what is wrong and what to write, for people
 */
public record MappingMistake(String pointer, String code, String detail) {}
