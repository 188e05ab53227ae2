package planted.corehasnoclockandnoio.consent;

import java.util.function.Supplier;

/** Breaks: core has no clock. */
public class AsksForTheTime {
    Supplier<java.util.UUID> chance = java.util.UUID::randomUUID;
}
