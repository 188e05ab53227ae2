package dev.ringlock.steps;

import dev.ringlock.http.Fields;
import java.util.Set;

/** By what way a person asked staff for something: the field {@code asked} of a request. */
public final class AskedWay {

    public static final Set<String> WAYS = Set.of("phone", "mail", "letter", "in_person");

    private AskedWay() {}

    /** Empty, with an error noted, if it is missing or no such way. */
    public static String read(Fields fields) {
        return fields.choice("asked", WAYS);
    }
}
