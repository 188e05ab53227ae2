package dev.ringlock.audience.preview;

import dev.ringlock.consent.Contact;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Time;
import dev.ringlock.ledger.Event;
import dev.ringlock.signin.PurposeTokens.PurposeCaller;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.ListPlace;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts a purpose's contacts page by page. The ledger says who asks and what for before anything is read. What was counted
 * so far stays in a guard row under a token that nobody can guess: only the end tells it.
 */
@Singleton
final class Preview {

    /** As many contacts as one request looks at. Nobody chooses it: pages of one would tell how many there are. */
    static final int MOST = 1_000;

    private static final Duration KEPT = Duration.ofHours(1);
    private static final String KIND = "preview/";

    private final Store store;
    private final Arrivals arrivals;
    private final ContactCount count;

    Preview(Store store, Arrivals arrivals, ContactCount count) {
        this.store = store;
        this.arrivals = arrivals;
        this.count = count;
    }

    /**
     * Looks at some contacts more.
     *
     * @throws ProblemException if it is to go on with something else than a preview of that person, purpose, channel and hour
     * @throws dev.ringlock.store.StoreUnavailableException if contacts could not be read, or the entry not be written
     */
    PreviewAnswer page(PurposeCaller caller, PreviewRequest wanted) {
        String purpose = caller.purpose().id();
        String fingerprint = wanted.fingerprint(caller.actor().id(), purpose);
        PreviewWalk walk = wanted.cursor().isEmpty() ? begun(caller, wanted) : goneOn(wanted.cursor(), fingerprint);
        Instant at = Instant.parse(walk.at());
        Page<Contact> page = store.list(
                new ContactFilter(Set.of(caller.purpose()), null, null, false),
                walk.cursor().isEmpty() ? null : walk.cursor(),
                MOST);
        PreviewCounts counts = new PreviewCounts(walk.counts());
        count.add(counts, page.items(), caller.purpose(), wanted.channel(), at);
        String next = page.next();
        if (next == null) {
            return PreviewAnswer.of(purpose, wanted, at, counts);
        }
        PreviewWalk soFar = new PreviewWalk(purpose, walk.at(), next, counts.soFar());
        return PreviewAnswer.unfinished(wanted, soFar, percent(next), kept(soFar, fingerprint));
    }

    private PreviewWalk begun(PurposeCaller caller, PreviewRequest wanted) {
        Instant now = arrivals.now();
        String at = Time.rfc3339(wanted.at() == null ? now : wanted.at());
        Map<String, String> fields = new TreeMap<>(wanted.campaign().fields());
        fields.put("purpose", caller.purpose().id());
        fields.put("channel", wanted.channel().id());
        fields.put("for", at);
        store.append(() -> List.of(StaffTrail.entry(
                caller.actor(), Event.AUDIENCE_PREVIEWED, arrivals.ulid(arrivals.now()), arrivals.now(), fields)));
        return new PreviewWalk(caller.purpose().id(), at, "", Map.of());
    }

    private PreviewWalk goneOn(String token, String fingerprint) {
        return store.recall(KIND + token)
                .filter(row -> row.fingerprint().equals(fingerprint))
                .map(row -> PreviewWalk.of(row.answer()))
                .orElseThrow(() -> new ProblemException(new Problem.Invalid(List.of(new FieldError(
                        "/cursor",
                        "wrong_type",
                        "This has to be a cursor that this preview gave within the last hour.")))));
    }

    /** Keeps it, and tells the token. The page before stays as it was: who did not get the answer asks for it again. */
    private String kept(PreviewWalk walk, String fingerprint) {
        String token = arrivals.token();
        GuardRow row = new GuardRow(
                KIND + token, fingerprint, walk.text(), arrivals.now().plus(KEPT));
        return store.change(() -> ChangePlan.write(Commit.ofRows(List.of(row)), token));
    }

    /** Inside one percentage, an engine may have another order. */
    private static int percent(String cursor) {
        return ListPlace.read(cursor).orElseThrow().contact().percentBefore();
    }
}
