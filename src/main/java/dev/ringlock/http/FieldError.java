package dev.ringlock.http;

/**
 * What is wrong with one field.
 *
 * @param pointer JSON pointer (RFC 6901) of the field; of the object around it where the field has no place there
 * @param code for programs, part of the API
 * @param detail for people; it never repeats the value
 */
public record FieldError(String pointer, String code, String detail) {}
