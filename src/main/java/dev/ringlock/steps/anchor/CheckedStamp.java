package dev.ringlock.steps.anchor;

import dev.ringlock.evidence.StampReader.ReadStamp;

/**
 * A time stamp that was found right.
 *
 * @param response the authority's whole answer
 * @param read what it says
 */
@SuppressWarnings("ArrayRecordComponent")
public record CheckedStamp(byte[] response, ReadStamp read) {}
