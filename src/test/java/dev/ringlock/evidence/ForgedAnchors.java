package dev.ringlock.evidence;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.evidence.PackManifest.Chain;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.steps.HouseSignature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Packs that the house itself signed, each with something wrong about its first anchor. */
public final class ForgedAnchors {

    private static final String OTHER = "d".repeat(64);

    private static final Map<String, Consumer<ObjectNode>> WRONG = Map.ofEntries(
            Map.entry(
                    "the next leaf",
                    each -> each.put("index", each.path("index").asLong() + 1)),
            Map.entry("a leaf before the first", each -> each.put("index", -1)),
            Map.entry(
                    "a larger tree", each -> each.put("size", each.path("size").asLong() * 2)),
            Map.entry("a tree without leaves", each -> each.put("size", 0)),
            Map.entry("a cut path", each -> path(each).remove(path(each).size() - 1)),
            Map.entry("no path", each -> path(each).removeAll()),
            Map.entry("a longer path", each -> path(each).add(OTHER)),
            Map.entry("another hash on the path", each -> path(each).set(0, OTHER)),
            Map.entry("no hash on the path", each -> path(each).set(0, "d")),
            Map.entry("another anchor before", each -> each.put("previous", OTHER)),
            Map.entry("another root behind", each -> each.withArray("later").add(OTHER)),
            Map.entry("another digest", each -> each.put("digest", OTHER)),
            Map.entry("an entry that is not there", each -> each.put("hash", OTHER)),
            Map.entry("of somebody else", each -> each.put("subject", "c1_" + "a".repeat(26))),
            Map.entry("a time stamp that is not there", each -> each.put("stamp", "stamps/none.tsr")),
            Map.entry(
                    "a number as text",
                    each -> each.put("index", each.path("index").asText())),
            Map.entry(
                    "half a leaf", each -> each.put("index", each.path("index").asLong() + 0.5)),
            Map.entry("no number", each -> each.remove("index")),
            Map.entry("no entry", each -> each.remove("entry")),
            Map.entry("a path that is none", each -> each.put("path", OTHER)),
            Map.entry("nothing on the path", each -> path(each).setNull(0)));

    private ForgedAnchors() {}

    /** The last anchor is a notice's. */
    private static final List<String> WRONG_OF_A_NOTICE =
            List.of("another hash on the path", "another digest", "an entry that is not there", "of somebody else");

    /** By what is wrong with them. */
    public static Map<String, byte[]> of(byte[] pack, TestSigner signer, HouseSignature house) throws IOException {
        Map<String, byte[]> forged = new TreeMap<>();
        for (var wrong : WRONG.entrySet()) {
            ArrayNode anchors = anchors(pack);
            wrong.getValue().accept((ObjectNode) anchors.get(0));
            forged.put(wrong.getKey(), with(pack, PackedAnchor.NAME, anchors.toString(), signer, house));
        }
        for (String wrong : WRONG_OF_A_NOTICE) {
            ArrayNode anchors = anchors(pack);
            ObjectNode last = (ObjectNode) anchors.get(anchors.size() - 1);
            WRONG.get(wrong).accept(last);
            forged.put("a notice with " + wrong, with(pack, PackedAnchor.NAME, anchors.toString(), signer, house));
        }
        forged.put("a notice that shows another page", anotherPage(pack, signer, house));
        for (String list : new String[] {"[null]", "null", "{}", "7", "[7]", "", "[] []", "\"\"", "{\"length\":0}"}) {
            forged.put("the list " + list, with(pack, PackedAnchor.NAME, list, signer, house));
        }
        forged.put("a history without its end", withoutEnd(pack, signer, house));
        return forged;
    }

    /** The way leads from an entry that was there, and that the house would rather forget. */
    private static byte[] withoutEnd(byte[] pack, TestSigner signer, HouseSignature house) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>(read(pack));
        PackManifest all = PackManifest.read(files.get(PackManifest.NAME), PackManifest.class);
        Chain chain = all.chains().get(0);
        List<PackedEntry> first =
                PackManifest.readEntries(files.get(chain.file())).subList(0, 1);
        files.put(chain.file(), PackManifest.text(first).getBytes(StandardCharsets.UTF_8));
        files.put(
                PackManifest.NAME,
                new PackManifest(
                                all.format(),
                                all.madeAt(),
                                all.controller(),
                                all.madeBy(),
                                all.policy(),
                                List.of(new Chain(
                                        chain.contact(),
                                        chain.file(),
                                        1,
                                        first.get(0).hash())),
                                all.files())
                        .bytes());
        return PackBytes.signedAnew(files, signer, house);
    }

    /** The house draws a page anew, and writes its hash to the notice's entry. */
    private static byte[] anotherPage(byte[] pack, TestSigner signer, HouseSignature house) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>(read(pack));
        String name = files.keySet().stream()
                .filter(file -> file.endsWith("/entry.json"))
                .findFirst()
                .orElseThrow();
        byte[] page = "<input type=checkbox checked>".getBytes(StandardCharsets.UTF_8);
        PackedEntry entry = PackManifest.read(files.get(name), PackedEntry.class);
        SortedMap<String, String> fields = new TreeMap<>(entry.fields());
        fields.put("page_sha256", Sha256.hex(page));
        PackedEntry changed =
                new PackedEntry(entry.subject(), entry.ulid(), entry.event(), entry.at(), entry.previous(), fields, "");
        PackedEntry hashed = new PackedEntry(
                entry.subject(),
                entry.ulid(),
                entry.event(),
                entry.at(),
                entry.previous(),
                fields,
                changed.computedHash());
        files.put(name, PackManifest.text(hashed).getBytes(StandardCharsets.UTF_8));
        files.put(name.replace("/entry.json", "/page.html"), page);
        return PackBytes.signedAnew(files, signer, house);
    }

    /** That pack with another time stamp in the place of its first. */
    public static byte[] stamped(byte[] pack, byte[] stamp, TestSigner signer, HouseSignature house)
            throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>(read(pack));
        files.put(anchors(pack).get(0).path("stamp").asText(), stamp);
        return PackBytes.signedAnew(files, signer, house);
    }

    /** What the first time stamp has to be of. */
    public static String digest(byte[] pack) throws IOException {
        return anchors(pack).get(0).path("digest").asText();
    }

    private static byte[] with(byte[] pack, String name, String content, TestSigner signer, HouseSignature house)
            throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>(read(pack));
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
        return PackBytes.signedAnew(files, signer, house);
    }

    private static ArrayNode anchors(byte[] pack) throws IOException {
        return (ArrayNode) new ObjectMapper().readTree(read(pack).get(PackedAnchor.NAME));
    }

    private static SortedMap<String, byte[]> read(byte[] pack) throws IOException {
        try {
            return StoredZip.read(pack);
        } catch (StoredZip.NotAPackException e) {
            throw new IOException(e);
        }
    }

    private static ArrayNode path(ObjectNode anchor) {
        return (ArrayNode) anchor.get("path");
    }
}
