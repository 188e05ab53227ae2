package dev.ringlock.purge;

import jakarta.inject.Singleton;

/** A run's steps. */
@Singleton
final class Purge {

    PurgeStep step(PurgeStep before) {
        return before;
    }
}
