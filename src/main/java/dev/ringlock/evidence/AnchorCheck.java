package dev.ringlock.evidence;

import dev.ringlock.evidence.PackManifest.Chain;
import dev.ringlock.evidence.StampReader.NoStampException;
import dev.ringlock.evidence.StampReader.ReadStamp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Follows each way from an entry to its anchor, and reads the time stamps of anchors. */
final class AnchorCheck {

    private static final String WHAT = "clock";

    private final SortedMap<String, byte[]> files;
    private final StampReader stamps;
    private final List<PackFinding> findings = new ArrayList<>();
    private final Set<String> certificates = new LinkedHashSet<>();

    private AnchorCheck(SortedMap<String, byte[]> files, StampReader stamps) {
        this.files = files;
        this.stamps = stamps;
    }

    static List<PackFinding> of(List<Chain> chains, SortedMap<String, byte[]> files, StampReader stamps) {
        AnchorCheck check = new AnchorCheck(files, stamps);
        try {
            check.run(chains);
        } catch (IllegalArgumentException e) {
            check.findings.add(PackFinding.bad(WHAT, PackedAnchor.NAME + " cannot be read."));
        }
        return check.findings;
    }

    private void run(List<Chain> chains) {
        byte @Nullable [] list = files.get(PackedAnchor.NAME);
        List<PackedAnchor> anchors = list == null ? List.of() : PackManifest.readAnchors(list);
        if (anchors.isEmpty()) {
            findings.add(PackFinding.note(WHAT, "No clock outside of the house has confirmed this record."));
            return;
        }
        List<PackedAnchor> rest = new ArrayList<>(anchors);
        for (Chain chain : chains) {
            List<PackedAnchor> own = anchors.stream()
                    .filter(anchor -> anchor.subject().equals(chain.contact()))
                    .toList();
            rest.removeAll(own);
            // of a history that is not whole, no clock says anything
            if (ChainCheck.isWhole(chain, files)) {
                contact(chain, own);
            }
        }
        NoticeCheck.whole(files).forEach((folder, entry) -> notice(folder, entry, rest));
        rest.forEach(anchor -> findings.add(PackFinding.bad(
                WHAT, "An anchor is of " + anchor.subject() + ", and no whole entry that it covers is in this pack.")));
        certificates.forEach(certificate -> findings.add(PackFinding.note(
                WHAT,
                "Compare the certificate's fingerprint with the one that the time-stamping authority publishes: anybody"
                        + " can run a clock of their own. It is " + certificate + ".")));
    }

    private void contact(Chain chain, List<PackedAnchor> anchors) {
        List<String> entries = PackManifest.readEntries(files.getOrDefault(chain.file(), new byte[0])).stream()
                .map(PackedEntry::hash)
                .toList();
        int covered = 0;
        for (PackedAnchor anchor : anchors) {
            int place = entries.indexOf(anchor.hash());
            if (place < 0 || !anchor.isRight()) {
                doesNotFollow(anchor);
            } else {
                covered = Math.max(covered, place + 1);
                outside(anchor, chain.contact() + ", the first " + (place + 1) + " of " + entries.size() + " entries");
            }
        }
        if (covered < entries.size()) {
            findings.add(PackFinding.note(
                    WHAT,
                    chain.contact() + ", the last " + (entries.size() - covered) + " of " + entries.size()
                            + " entries: no anchor covers them yet."));
        }
    }

    /** Takes its anchors out of the rest. */
    private void notice(String folder, PackedEntry entry, List<PackedAnchor> rest) {
        List<PackedAnchor> own = rest.stream()
                .filter(anchor -> anchor.subject().equals(entry.subject())
                        && anchor.hash().equals(entry.hash()))
                .toList();
        rest.removeAll(own);
        for (PackedAnchor anchor : own) {
            if (anchor.isRight()) {
                outside(anchor, folder + ", its words, page and picture");
            } else {
                doesNotFollow(anchor);
            }
        }
        if (own.isEmpty()) {
            findings.add(PackFinding.note(WHAT, folder + ": no anchor covers it yet."));
        }
    }

    private void doesNotFollow(PackedAnchor anchor) {
        findings.add(PackFinding.bad(
                WHAT,
                "The anchor of entry " + anchor.entry() + " of " + anchor.subject()
                        + " does not follow from that entry."));
    }

    private void outside(PackedAnchor anchor, String entries) {
        if (anchor.stamp().isEmpty()) {
            findings.add(PackFinding.note(
                    WHAT,
                    entries + ": the anchor is " + anchor.digest()
                            + ". No time stamp of it is in this pack. Compare it with"
                            + " the place where the controller shows its anchors."));
            return;
        }
        try {
            ReadStamp stamp = stamps.read(files.getOrDefault(anchor.stamp(), new byte[0]));
            if (!stamp.digest().equals(anchor.digest())) {
                throw new NoStampException("of another anchor");
            }
            certificates.add(stamp.certificate());
            findings.add(PackFinding.good(
                    WHAT,
                    entries + ": they were there, as they are here, not later than " + stamp.at()
                            + ". So says the clock of " + stamp.signer() + ". It says nothing of what came later."));
        } catch (NoStampException e) {
            findings.add(PackFinding.bad(
                    WHAT, anchor.stamp() + " is no time stamp of the anchor of entry " + anchor.entry() + "."));
        }
    }
}
