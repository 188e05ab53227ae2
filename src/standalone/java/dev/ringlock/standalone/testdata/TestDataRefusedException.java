package dev.ringlock.standalone.testdata;

/** Such data cannot be made. The message says what to change. */
public final class TestDataRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TestDataRefusedException(String message) {
        super(message);
    }
}
