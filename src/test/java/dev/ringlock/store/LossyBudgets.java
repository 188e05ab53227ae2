package dev.ringlock.store;

import dev.ringlock.contactability.Budget;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A store that budgets are written to over a bad line: a write is lost, or its answer is, or another one was first. */
final class LossyBudgets extends ForwardingStore {

    private final Random random;

    LossyBudgets(Store to, Random random) {
        super(to);
        this.random = random;
    }

    @Override
    public boolean spend(Budget after, List<Budget> unchanged, Instant expiresAt) {
        return switch (random.nextInt(10)) {
            case 0 -> throw new StoreUnavailableException("lost on the way there");
            case 1 -> {
                super.spend(after, unchanged, expiresAt);
                throw new StoreUnavailableException("lost on the way back");
            }
            case 2 -> false;
            default -> super.spend(after, unchanged, expiresAt);
        };
    }
}
