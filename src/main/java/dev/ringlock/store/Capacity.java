package dev.ringlock.store;

/** What the engine has cost this process so far. */
public interface Capacity {

    /** DynamoDB's capacity units; 0 where there is no DynamoDB. */
    double used();
}
