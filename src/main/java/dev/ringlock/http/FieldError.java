package dev.ringlock.http;

/**
 * An error in one field.
 *
 * @param pointer JSON pointer (RFC 6901) of the field; of the enclosing object if the field does not belong there
 * @param code for programs, part of the API
 * @param detail for people. It does not repeat the value; only a number's detail may, because it suggests one
 */
public record FieldError(String pointer, String code, String detail) {

    /** Without the detail, which may hold a number. */
    @Override
    public String toString() {
        return "FieldError[" + pointer + " " + code + "]";
    }
}
