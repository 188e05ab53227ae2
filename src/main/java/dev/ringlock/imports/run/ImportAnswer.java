package dev.ringlock.imports.run;

import java.util.Locale;

/** The outcome of a request about an import. */
public sealed interface ImportAnswer {

    /** It is taken, or was before. */
    record TakenRequest(ImportProgress progress) implements ImportAnswer {}

    /** It is not. */
    record RefusedRequest(ImportRefusal reason, String detail) implements ImportAnswer {

        RefusedRequest(ImportRefusal reason) {
            this(reason, reason.detail);
        }
    }

    /** Why a request is refused. */
    enum ImportRefusal {
        UNKNOWN("There is no import with that id."),
        KEY_REUSED("The key belongs to another request."),
        NOT_OPEN("Its file is being read. Look at the import again: it tells how far that is."),
        /** A check was asked for. */
        WHOLE("A check was asked for, so its file is whole. Begin another import for another file."),
        PART_DIFFERS("This part is there already, with other bytes. Begin another import."),
        PART_NUMBER("Parts have numbers from 1 to 100000."),
        PART_SIZE("A part has from one byte to four megabytes."),
        PART_MISSING("A part of the file is missing. Send it, then ask again."),
        FILE_DIFFERS(
                "The file that is here has other parts or bytes than you name. Begin another import with that file."),
        OTHER_SOURCE("The mapping names another source than the import."),
        NOT_CHECKED("It has to be checked first. Ask for a check, and wait until that has ended."),
        CHECK_AGAIN("The policy has changed since the check. Ask for a check again, then for the run."),
        REFUSED_NOES("The check refused rows that may be opt-outs: refusedNoes has to name how many."),
        OVER("It is over. Begin another import: rows that were imported are not imported again.");

        private final String detail;

        ImportRefusal(String detail) {
            this.detail = detail;
        }

        /** Its code in the API, where it is about a field. */
        public String id() {
            return "import_" + name().toLowerCase(Locale.ROOT);
        }
    }
}
