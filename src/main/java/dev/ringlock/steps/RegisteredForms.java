package dev.ringlock.steps;

import dev.ringlock.form.RenderedForm;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.ShownNotice;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The signup form as it showed a notice's words, kept byte for byte. A later Ringlock may draw it otherwise, so the bytes
 * themselves are on the ledger: under {@code page/<notice>/<version>}, at the place of the notice's entry that has their
 * hashes. Nobody who only needs the words reads them.
 */
public final class RegisteredForms {

    /** The field by which another look of the form is noticed. */
    static final String LOOK = "look";

    private static final String PAGE = "page";
    private static final String PAGE_SHA256 = "page_sha256";
    private static final String PICTURE = "picture";
    private static final String PICTURE_SHA256 = "picture_sha256";
    private static final String UNDRAWN = "picture_undrawn";
    private static final String LANGUAGE = "notice_language";

    /** An item of DynamoDB has 400 KB at most. A picture beyond this is left out. */
    private static final int LONGEST_PICTURE = 300_000;

    private static final int AT_ONCE = 100;

    private RegisteredForms() {}

    /**
     * A form of the ledger.
     *
     * @param notice the entry of the notice that has the form's hashes; its instant is when the form was drawn
     * @param bytes the entry with the form's bytes
     */
    public record KeptForm(Entry notice, Entry bytes) {

        public String html() {
            return bytes.fields().getOrDefault(PAGE, "");
        }

        /** Empty if it was too large to be kept. */
        public byte[] picture() {
            return Base64.getDecoder().decode(bytes.fields().getOrDefault(PICTURE, ""));
        }

        /** How many characters the picture shows as boxes. */
        public String undrawn() {
            return notice.fields().getOrDefault(UNDRAWN, "0");
        }
    }

    static String look(ShownNotice shown) {
        return RenderedForm.look(shown);
    }

    /** The notice's entry with the form's hashes, and the entry with its bytes. They are written together. */
    static List<Entry> entries(Entry notice, ShownNotice shown, RenderedForm form) {
        String picture = Base64.getEncoder().encodeToString(form.picture());
        boolean fits = picture.length() <= LONGEST_PICTURE;
        TreeMap<String, String> named = new TreeMap<>(notice.fields());
        named.put(PAGE_SHA256, form.htmlSha256());
        named.put(LOOK, look(shown));
        TreeMap<String, String> kept = new TreeMap<>();
        kept.put("notice_sha256", shown.wording().sha256());
        kept.put(LANGUAGE, shown.wording().language());
        kept.put(PAGE, form.html());
        if (fits) {
            named.put(PICTURE_SHA256, form.pictureSha256());
            named.put(UNDRAWN, String.valueOf(form.undrawn()));
            kept.put(PICTURE, picture);
        }
        return List.of(
                new Entry(notice.subject(), notice.ulid(), notice.event(), notice.at(), "", named),
                new Entry(subject(notice), notice.ulid(), Event.NOTICE_RENDERED, notice.at(), "", kept));
    }

    /**
     * The form that showed these words at that instant: the newest that was drawn by then, else the first that was drawn
     * later. Empty if none was drawn of them.
     *
     * @param notice its entries on the ledger
     */
    public static Optional<KeptForm> at(Store store, List<Entry> notice, String language, String words, Instant at) {
        List<Entry> drawn = notice.stream()
                .filter(entry -> entry.fields().containsKey(PAGE_SHA256))
                .filter(entry -> language.equals(entry.fields().get(LANGUAGE)))
                .filter(entry -> words.equals(entry.fields().get("notice_sha256")))
                .sorted(java.util.Comparator.comparing(Entry::at))
                .toList();
        @Nullable Entry found = drawn.isEmpty() ? null : drawn.get(0);
        for (Entry entry : drawn) {
            found = entry.at().isAfter(at) ? found : entry;
        }
        return found == null ? Optional.empty() : bytes(store, found);
    }

    private static Optional<KeptForm> bytes(Store store, Entry notice) {
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.history(subject(notice), cursor, AT_ONCE);
            for (Entry entry : page.items()) {
                if (entry.ulid().equals(notice.ulid())) {
                    return Optional.of(new KeptForm(notice, entry));
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return Optional.empty();
    }

    private static String subject(Entry notice) {
        return PAGE + notice.subject().substring(notice.subject().indexOf('/'));
    }
}
