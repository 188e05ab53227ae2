package dev.ringlock.bench.empty;

import io.quarkus.funqy.Funq;

/** Does nothing. */
public class Empty {

    @Funq
    public String empty(String event) {
        return "";
    }
}
