package dev.ringlock.imports.run;

/** The file that has arrived is not the one that its sender has. */
final class OtherFileException extends RuntimeException {

    OtherFileException() {
        super("The file has another SHA-256 here than where it comes from. Begin another import with it.");
    }
}
