package dev.ringlock.store;

/** The engine's cost to this process so far. */
public interface Capacity {

    /** DynamoDB's capacity units; 0 where there is no DynamoDB. */
    double used();
}
