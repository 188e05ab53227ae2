package dev.ringlock.http;

/**
 * An error in one field.
 *
 * @param pointer JSON pointer (RFC 6901) of the field; of the enclosing object if the field does not belong there
 * @param code for programs, part of the API
 * @param detail for people; it never repeats the value
 */
public record FieldError(String pointer, String code, String detail) {}
