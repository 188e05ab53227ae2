package dev.ringlock.store;

import dev.ringlock.phone.ContactId;
import java.time.Instant;

/** A contact with which something has to happen, and since when. */
public record DueRow(ContactId contact, Instant at) {}
