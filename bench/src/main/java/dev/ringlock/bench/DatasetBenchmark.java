package dev.ringlock.bench;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.dataset.run.Dataset;
import dev.ringlock.dataset.run.DatasetPath;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.store.Commit;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.files.SealedFolder;
import dev.ringlock.store.sqlite.SqliteStore;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes datasets of rows with seven columns on SQLite: the walk, pseudonyms, the guard, sealed files. Beside it, a bare walk
 * reads the same contacts by the same list and does nothing with them. They take turns.
 */
final class DatasetBenchmark {

    private static final int PAGE = 1_000;
    private static final int AT_ONCE = 500;
    private static final int ROUNDS = 3;
    private static final List<String> COLUMNS =
            List.of("country", "area", "line_type", "signup_week", "language", "state.marketing", "state.service");
    private static final String[] STATES = {"US-NY", "US-NY", "US-CA", "US-CA", "US-FL", "US-VT"};

    /** The medians of the rounds, in seconds. */
    record DatasetResult(int people, double seconds, double bareSeconds) {

        /** The table's part. */
        String text() {
            return String.format(
                    Locale.ROOT,
                    "9  Datasets: rows of %,d contacts on SQLite, seven columns, k = 10%n"
                            + "   %-81s%9.2f%n   %-81s%9.2f%n   %-81s%9.2f%n%n",
                    people,
                    "dataset / bare walk, time (target: at most 10)",
                    seconds / bareSeconds,
                    "a dataset, s",
                    seconds,
                    "a bare walk, s",
                    bareSeconds);
        }
    }

    private DatasetBenchmark() {}

    /** Runs it alone. The arguments are a folder for output that is not there yet, and a size. */
    public static void main(String[] args) throws Exception {
        System.out.print(run(Size.of(args[1]), Path.of(args[0])).text());
    }

    static DatasetResult run(Size size, Path folder) throws Exception {
        Files.createDirectories(folder);
        KeyFile.create(folder.resolve("dataset.keys"));
        Policy policy;
        try (var example = DatasetBenchmark.class.getResourceAsStream("/policy/harbour-books.yaml")) {
            policy = PolicyFile.read("example", new String(example.readAllBytes(), StandardCharsets.UTF_8));
        }
        try (SqliteStore store = SqliteStore.open(folder.resolve("dataset.db"), Clock.systemUTC())) {
            stock(store, size.audience);
            DatasetPath path = new DatasetPath(
                    policy,
                    store,
                    new SealedFolder(folder.resolve("dataset-files")),
                    KeyFile.read(folder.resolve("dataset.keys")),
                    Clock.systemUTC());
            double[] ours = new double[ROUNDS];
            double[] bare = new double[ROUNDS];
            Dataset last = path.make("warm-up", COLUMNS);
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                walk(store);
                long between = System.nanoTime();
                last = path.make("analyst-" + round, COLUMNS);
                bare[round] = (between - begin) / 1e9;
                ours[round] = (System.nanoTime() - between) / 1e9;
            }
            if (!last.isDone()) {
                throw new IllegalStateException("the dataset is " + last.state());
            }
            Arrays.sort(ours);
            Arrays.sort(bare);
            return new DatasetResult(size.audience, ours[ROUNDS / 2], bare[ROUNDS / 2]);
        }
    }

    private static void walk(Store store) {
        String cursor = null;
        do {
            Page<Contact> page = store.list(ContactFilter.NONE, cursor, PAGE);
            cursor = page.next();
        } while (cursor != null);
    }

    private static void stock(Store store, int count) {
        Random random = new Random(7);
        Instant now = Clock.systemUTC().instant();
        for (int from = 0; from < count; from += AT_ONCE) {
            store.commitAll(IntStream.range(from, Math.min(count, from + AT_ONCE))
                    .mapToObj(i -> new Commit(contact(random, now), List.of(), Set.of(), List.of(), null))
                    .toList());
        }
    }

    private static Contact contact(Random random, Instant now) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        Instant since = now.minus(Duration.ofDays(7 + random.nextInt(180)));
        String language = random.nextInt(6) == 0 ? "es" : "en";
        Set<String> states = Set.of(STATES[random.nextInt(STATES.length)]);
        State marketing = random.nextInt(4) == 0 ? State.EXPIRED : State.GRANTED;
        State service = random.nextInt(3) == 0 ? State.REQUESTED : State.GRANTED;
        return new Contact(
                ContactId.ofMac(id),
                1,
                new MaskedNumber("+1 … 23", "US", new NumberTraits(states, Set.of(), LineType.MOBILE, Set.of())),
                null,
                Map.of(
                        new Purpose("marketing"), consent(random, marketing, since, language),
                        new Purpose("service"), consent(random, service, since, language)),
                null,
                null,
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
    }

    private static Consent consent(Random random, State state, Instant since, String language) {
        byte[] chance = new byte[10];
        random.nextBytes(chance);
        Instant end = state == State.GRANTED ? since.plus(Duration.ofDays(700)) : null;
        NoticeRef notice = new NoticeRef("signup", 1, language);
        return new Consent(state, since, Ulid.of(since, chance), "r1", end, null, null, notice, false);
    }
}
