package dev.ringlock.form;

/**
 * The page for typing a code, with the fields that the form sends back.
 *
 * @param again whether the last typed code was wrong
 */
public record CodePage(String recordId, String number, String region, boolean again) {

    /** Without the number, which a record would print. */
    @Override
    public String toString() {
        return "CodePage[" + recordId + "]";
    }
}
