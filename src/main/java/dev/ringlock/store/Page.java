package dev.ringlock.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param items at most as many as were asked for; how few there are tells nothing
 * @param next the cursor of what follows; only null is the end. Its text is the engine's own business.
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }
}
