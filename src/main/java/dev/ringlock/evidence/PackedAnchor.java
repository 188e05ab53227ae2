package dev.ringlock.evidence;

import dev.ringlock.ledger.HashTree;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The way from an entry in a pack to what was shown outside of the house.
 *
 * @param subject whose entry it is: a contact, or a notice
 * @param entry its place in the subject's history
 * @param hash of the entry
 * @param index of its leaf
 * @param size how many leaves the tree has
 * @param path of hashes to the tree's root
 * @param previous the digest of the anchor before; empty if there was none
 * @param later the roots of the anchors behind it, up to the one that has a time stamp
 * @param digest what was stamped
 * @param anchoredAt when, by the house's own clock
 * @param stamp the file with the authority's answer; empty if there is none
 */
public record PackedAnchor(
        String subject,
        String entry,
        String hash,
        long index,
        long size,
        List<String> path,
        String previous,
        List<String> later,
        String digest,
        String anchoredAt,
        String stamp) {

    /** The file of a pack that lists them. */
    public static final String NAME = "anchors.json";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    public PackedAnchor {
        PackManifest.present(subject, entry, hash, previous, digest, anchoredAt, stamp);
        path = List.copyOf(path);
        later = List.copyOf(later);
    }

    /** Whether the digest is what this way leads to. */
    boolean isRight() {
        try {
            Stream<String> hashes =
                    Stream.of(Stream.of(hash), path.stream(), later.stream()).flatMap(each -> each);
            boolean first = previous.isEmpty() || HASH.matcher(previous).matches();
            if (!first || !hashes.allMatch(each -> HASH.matcher(each).matches())) {
                return false;
            }
            String anchor = HashTree.anchor(previous, HashTree.root(HashTree.leaf(hash), index, size, path));
            for (String root : later) {
                anchor = HashTree.anchor(anchor, root);
            }
            return anchor.equals(digest);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
