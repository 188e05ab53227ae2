package dev.ringlock.imports.run;

import java.util.Locale;

/** The outcome of a request about an import. */
public sealed interface ImportAnswer {

    /** It is taken, or was before. */
    record TakenRequest(ImportProgress progress) implements ImportAnswer {}

    /** It is not. */
    record RefusedRequest(ImportRefusal reason) implements ImportAnswer {}

    /** Why a request is refused. */
    enum ImportRefusal {
        UNKNOWN("There is no import with that id."),
        KEY_REUSED("The key belongs to another request."),
        NOT_OPEN("Its file is being read, or the import is over."),
        PART_DIFFERS("This part is there already, with other bytes. Begin another import."),
        PART_NUMBER("Parts have numbers from 1 to 100000."),
        PART_SIZE("A part has from one byte to four megabytes."),
        NO_PARTS("None of the file is there yet."),
        PART_MISSING("A part of the file is missing."),
        OTHER_SOURCE("The mapping names another source than the import."),
        NOT_CHECKED("It has to be checked first."),
        CHECK_AGAIN("The policy has changed since the check. Check it again."),
        OVER("It is over.");

        private final String detail;

        ImportRefusal(String detail) {
            this.detail = detail;
        }

        /** Its code in the API. */
        public String id() {
            return "import_" + name().toLowerCase(Locale.ROOT);
        }

        public String detail() {
            return detail;
        }
    }
}
