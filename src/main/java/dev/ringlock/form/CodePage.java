package dev.ringlock.form;

import java.time.Duration;
import java.util.List;

/**
 * The part of a page where a person types a code, and asks for another one.
 *
 * @param check the path that takes the code
 * @param again the path that sends another code
 * @param fields what both forms send back. They may hold the number, and go only to who typed it
 * @param note what has happened
 * @param pause how long the next code takes at least
 */
public record CodePage(String check, String again, List<HiddenField> fields, CodeNote note, Duration pause) {

    /** A field that a form sends back as it is. */
    public record HiddenField(String name, String value) {

        @Override
        public String toString() {
            return "HiddenField[" + name + "]";
        }
    }

    public CodePage {
        fields = List.copyOf(fields);
    }

    /** The pause in whole minutes, rounded up. */
    public String minutes() {
        return String.valueOf(pause.plusSeconds(59).toMinutes());
    }

    public boolean waits() {
        return !pause.isZero();
    }

    /** Without the number, which a record would print. */
    @Override
    public String toString() {
        return "CodePage[" + check + " " + note + "]";
    }
}
