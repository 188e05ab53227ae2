package dev.ringlock.bench;

/** A request of the benchmarks, made once for each number. */
enum HttpAct {
    SIGNUP,
    STOP,
    WITHDRAW
}
