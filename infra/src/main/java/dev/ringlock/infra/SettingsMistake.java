package dev.ringlock.infra;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A deployment's settings cannot be used; the message tells the owner what to change. */
final class SettingsMistake extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    SettingsMistake(String message) {
        super(message);
    }

    SettingsMistake(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
