package dev.ringlock.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a block list.
 *
 * @param next the cursor of the next page; null if this is the last. It holds no person's number
 */
public record BlockPage(
        List<BlockedNumber> blocked, @Nullable String next) {

    public BlockPage {
        blocked = List.copyOf(blocked);
    }
}
