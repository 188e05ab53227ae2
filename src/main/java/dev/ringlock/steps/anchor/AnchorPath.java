package dev.ringlock.steps.anchor;

import java.util.List;

/**
 * The way from an entry to what was shown outside of the house.
 *
 * @param anchor over the entry
 * @param index of the entry's leaf
 * @param path of hashes to the anchor's root
 * @param later the roots of the anchors behind this one, up to the first that has a time stamp; empty if none has
 * @param stamped the anchor with the time stamp, or this one if none has any
 * @param stamp the authority's answer; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record AnchorPath(
        Anchor anchor, long index, List<String> path, List<String> later, Anchor stamped, byte[] stamp) {

    public AnchorPath {
        path = List.copyOf(path);
        later = List.copyOf(later);
    }
}
