package dev.ringlock.imports.run;

/** A part of the file is not there any more: it was deleted when its time was over, or when the import ended. */
final class PartGoneException extends RuntimeException {

    PartGoneException() {
        super("a part of the file is gone");
    }
}
