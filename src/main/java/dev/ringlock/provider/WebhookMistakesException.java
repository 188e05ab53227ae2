package dev.ringlock.provider;

import java.util.List;

/** The webhook settings cannot be used. It lists every mistake and repeats no value: they are secrets. */
public final class WebhookMistakesException extends RuntimeException {

    WebhookMistakesException(List<String> mistakes) {
        super("The webhook settings have mistakes:\n  " + String.join("\n  ", mistakes));
    }
}
