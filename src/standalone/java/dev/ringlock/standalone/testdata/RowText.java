package dev.ringlock.standalone.testdata;

import dev.ringlock.standalone.testdata.MadeHistory.MadeRow;
import dev.ringlock.standalone.testdata.MadePerson.MadeSignup;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** The text of a row. No cell has a comma or a quote. */
final class RowText {

    static final String HEADER =
            "Id,Country,Number,Purposes,Answer,Decided at,Confirmed at,Notice,Version,Language,How,Evidence\n";

    /** No policy's purpose has such an id. */
    private static final String EVERYTHING = "*";

    private static final List<String> YES_WAYS =
            List.of("web form", "web form", "web form", "checkout", "checkout", "app", "paper form");
    private static final List<String> NO_WAYS = List.of("STOP", "STOP", "STOP", "preferences page", "support");

    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    /** Too few for a number to be told in them. */
    private static final int LETTERS_OF_ID = 6;

    private static final int SOONEST_CODE = 20;
    private static final int LATEST_CODE = 540;

    private final Random random;

    RowText(Random random) {
        this.random = random;
    }

    String line(long id, MadePerson person, MadeRow decision) {
        MadeSignup signup = decision.signup();
        boolean everything = signup == null && person.everything();
        String purposes = everything
                ? EVERYTHING
                : decision.purposes().stream().map(Purpose::id).collect(Collectors.joining(";"));
        String rest = signup == null
                ? "no," + at(decision.second()) + ",,,,," + any(NO_WAYS) + ",M-" + letters()
                : "yes," + at(decision.second()) + "," + yes(person, decision, signup) + "," + any(YES_WAYS) + ",F-"
                        + letters();
        return id + "," + person.country() + ",+" + person.number().digits() + "," + purposes + "," + rest + "\n";
    }

    private String yes(MadePerson person, MadeRow decision, MadeSignup signup) {
        Notice shown = signup.form().version(decision.share());
        String confirmed = signup.confirmed() ? at(decision.second() + SOONEST_CODE + random.nextInt(LATEST_CODE)) : "";
        return confirmed + "," + shown.id() + "," + shown.version() + "," + person.language();
    }

    private static String at(long second) {
        return Instant.ofEpochSecond(second).toString();
    }

    private String any(List<String> ways) {
        return ways.get(random.nextInt(ways.size()));
    }

    private String letters() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LETTERS_OF_ID; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
