package dev.ringlock.subject.evidence;

import dev.ringlock.access.Actor;
import dev.ringlock.evidence.PackManifest;
import dev.ringlock.evidence.PackManifest.Chain;
import dev.ringlock.evidence.PackedEntry;
import dev.ringlock.http.Time;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.store.Store;
import dev.ringlock.subject.evidence.PackedSends.DecidedSend;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A pack that is being filled: files by name, and the chains that its manifest names. */
final class PackDraft {

    private final Policy policy;
    private final Store store;
    private final Ulid id;
    private final Instant now;
    private final Actor actor;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Map<ContactId, List<Entry>> histories = new LinkedHashMap<>();
    private List<DecidedSend> sends = List.of();

    PackDraft(Policy policy, Store store, Ulid id, Instant now, Actor actor) {
        this.policy = policy;
        this.store = store;
        this.id = id;
        this.now = now;
        this.actor = actor;
    }

    /**
     * The histories of these contacts, of those that their consents moved to, and of those that they were before a rotation of
     * the index key. One without any is in the pack too, if it is the first one.
     *
     * @return all of them
     */
    List<ContactId> add(List<ContactId> known) {
        List<ContactId> all = new ArrayList<>(known);
        for (int i = 0; i < all.size(); i++) {
            ContactId contact = all.get(i);
            List<Entry> entries = store.wholeHistory(contact.value());
            if (!entries.isEmpty() || i == 0) {
                histories.put(contact, entries);
            }
            Stream.concat(wentTo(contact), cameFrom(entries))
                    .filter(id -> !all.contains(id))
                    .distinct()
                    .toList()
                    .forEach(all::add);
        }
        return all;
    }

    private Stream<ContactId> wentTo(ContactId contact) {
        return Stream.ofNullable(store.load(List.of(contact)).get(0).quality().movedTo());
    }

    private static Stream<ContactId> cameFrom(List<Entry> history) {
        return history.stream()
                .filter(entry -> entry.event() == Event.REKEYED)
                .map(entry -> entry.fields().getOrDefault("from", ""))
                .filter(ContactId::isId)
                .map(ContactId::new);
    }

    void add(CampaignSample sample) {
        json("campaign.json", sample.entries().stream().map(PackedEntry::of).toList());
    }

    void add(PackText text) {
        files.put(text.name(), text.bytes());
    }

    void add(PackedSends decided) {
        sends = decided.sends();
        json("sends.json", decided.sends());
    }

    int contacts() {
        return histories.size();
    }

    /** All entries of the contacts. */
    List<Entry> entries() {
        return histories.values().stream().flatMap(List::stream).toList();
    }

    /** Everything, with the manifest and its signature. */
    SortedMap<String, byte[]> signed(HouseSignature signature) {
        List<Chain> chains = chains();
        PackedNotices notices = new PackedNotices(store);
        files.putAll(notices.of(entries()));
        files.putAll(PackedAnchors.of(store, histories, notices.packed()));
        json("law.json", RulesInForce.of(policy, entries(), instants()));
        files.put(PackManifest.KEYS, signature.keys().getBytes(StandardCharsets.UTF_8));
        files.put("verify.html", PackText.resource("verify.html"));
        add(PackText.of("not-kept.txt"));
        add(filled(PackText.of("declaration.txt")));
        add(filled(PackText.of("README.txt"))
                .with("contact", policy.controller().contact())
                .with(
                        "contacts",
                        PackText.lines(chains.stream()
                                .map(chain -> chain.contact() + " (" + chain.entries() + " entries)")
                                .toList())));
        byte[] manifest = new PackManifest(
                        PackManifest.FORMAT,
                        Time.rfc3339(now),
                        policy.controller().name(),
                        actor.id(),
                        policy.version(),
                        chains,
                        PackManifest.list(files))
                .bytes();
        files.put(PackManifest.NAME, manifest);
        String[] jws = signature.compact(PackManifest.TYPE, manifest).split("\\.", -1);
        files.put(PackManifest.SIGNATURE, (jws[0] + ".." + jws[2]).getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    private PackText filled(PackText text) {
        return text.with("controller", policy.controller().name())
                .with("pack", id.value())
                .with("made", Time.rfc3339(now));
    }

    private List<Chain> chains() {
        List<Chain> chains = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        histories.forEach((contact, entries) -> {
            String file = "ledger/" + contact.value() + ".json";
            json(file, entries.stream().map(PackedEntry::of).toList());
            String head =
                    entries.isEmpty() ? "" : entries.get(entries.size() - 1).hash();
            chains.add(new Chain(contact.value(), file, entries.size(), head));
            lines.addAll(Timeline.of(contact.value(), entries));
        });
        files.put("timeline.txt", (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        return chains;
    }

    private Stream<Instant> instants() {
        return Stream.concat(Stream.of(now), sends.stream().map(send -> Instant.parse(send.at())));
    }

    private void json(String name, Object content) {
        files.put(name, PackManifest.text(content).getBytes(StandardCharsets.UTF_8));
    }
}
