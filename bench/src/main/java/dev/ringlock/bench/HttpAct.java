package dev.ringlock.bench;

/** What the benchmarks do over HTTP, once for each number. */
enum HttpAct {
    SIGNUP,
    STOP,
    WITHDRAW
}
