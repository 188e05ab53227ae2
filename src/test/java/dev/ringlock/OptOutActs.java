package dev.ringlock;

import dev.ringlock.capture.CaptureClient;
import dev.ringlock.confirm.ConfirmClient;
import dev.ringlock.consent.Contact;
import dev.ringlock.delivery.DeliveryClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.message.Message;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.provider.VerifiedWebhooks;
import dev.ringlock.reconcile.ListInMemory;
import dev.ringlock.reconcile.ReconcileClient;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Random acts of a phone's owner, of strangers, of providers and of the owner of Ringlock, on a store that fails at random. */
final class OptOutActs {

    static final String PHONE = "+12025550123";
    private static final String ALL = "+12025550101";
    private static final String MARKETING_ONLY = "+12025550100";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final Duration YEARS = Duration.ofDays(3 * 365);

    private Store store;
    private final Random random;
    private final TestClock clock;
    private final OptOutModel model = new OptOutModel();
    private final List<Runnable> lateMessages = new ArrayList<>();
    private final Map<String, Integer> firstTried = new HashMap<>();
    private Engines engines;
    private boolean clockIsAhead;
    private int act;

    OptOutActs(Store store, Random random, TestClock clock) {
        this(store, random, clock, new TestKeys());
    }

    OptOutActs(Store store, Random random, TestClock clock, TestKeys keys) {
        this.store = new Failing(store, random);
        this.random = random;
        this.clock = clock;
        this.engines = new Engines(this.store, clock, example(), keys);
    }

    /** From now on everything happens there. */
    void moveTo(Store next, TestKeys keys) {
        store = new Failing(next, random);
        engines = new Engines(store, clock, engines.policy, keys);
    }

    private static Policy example() {
        return PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
    }

    OptOutModel model() {
        return model;
    }

    Set<Purpose> declared() {
        return engines.policy.purposes().keySet();
    }

    /** Something happens, some time after what happened before. */
    void next() {
        act++;
        clock.advance(Duration.ofMillis(random.nextInt(random.nextInt(6) == 0 ? 2_400_000 : 90_000)));
        try {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3 -> signUp();
                case 4, 5, 6 -> typeCode();
                case 7 -> stop(ALL, random.nextBoolean() ? "STOP" : "Stop texting me", true);
                case 8 -> stop(MARKETING_ONLY, "STOP", false);
                case 9 -> stop(MARKETING_ONLY, "STOP ALL", true);
                case 10, 11 -> start();
                case 12, 13 -> yes();
                case 14 -> again();
                default -> changeTheWorld();
            }
        } catch (StoreUnavailableException e) {
            // it was not acknowledged: who sent it may send it again
        }
    }

    void check(Contact contact, String when) {
        model.check(contact, declared(), when);
    }

    /** The owner of the phone or a stranger posts the form, for some of what it asks for. */
    private void signUp() {
        Set<String> purposes = new TreeSet<>();
        for (Purpose purpose : declared()) {
            if (random.nextBoolean()) {
                purposes.add(purpose.id());
            }
        }
        if (purposes.isEmpty()) {
            purposes.add(MARKETING.id());
        }
        int now = act;
        String record = new CaptureClient(engines)
                .signUp(
                        engines.policy.newest("signup").orElseThrow().version(),
                        PHONE,
                        purposes.toArray(String[]::new));
        model.signedUp(
                now, record, new TreeSet<>(purposes.stream().map(Purpose::new).toList()));
        engines.messages.take().stream()
                .map(OptOutActs::code)
                .flatMap(Optional::stream)
                .forEach(code -> model.codeSent(now, code));
    }

    /** Mostly the newest code and the newest signup; often an older one of either. */
    private void typeCode() {
        List<String> records = model.records();
        List<String> codes = model.codes();
        if (records.isEmpty() || codes.isEmpty()) {
            return;
        }
        String record = records.get(random.nextInt(3) == 0 ? random.nextInt(records.size()) : records.size() - 1);
        String code = codes.get(random.nextInt(3) == 0 ? random.nextInt(codes.size()) : codes.size() - 1);
        model.typed(record, code);
        if (new ConfirmClient(engines).confirms(record, PHONE, code) && code.equals(codes.get(codes.size() - 1))) {
            model.proved();
        }
        engines.messages.take();
    }

    private void stop(String to, String text, boolean everything) {
        int number = act;
        String id = "SM" + number;
        Instant sentAt = skewed();
        Runnable stop = () -> {
            // sent again it may be the first try that was stored, and only its answer was lost
            int first = firstTried.computeIfAbsent(id, none -> act);
            if (number % 3 == 0 && text.equals("STOP")) {
                refusedByTheProvider(id, to);
            } else if (number % 3 == 1 && text.equals("STOP")) {
                foundOnTheBlockList(to);
            } else {
                new InboundClient(engines).text(id, PHONE, to, text, sentAt);
            }
            model.acknowledged(first, everything ? Set.of() : Set.of(MARKETING), everything);
        };
        lateMessages.add(stop);
        stop.run();
    }

    /** The STOP went to the provider alone. A receipt of a message that it refused tells of it. */
    private void refusedByTheProvider(String id, String sender) {
        String form = "MessageSid=" + id + "&MessageStatus=failed&ErrorCode=21610&From=" + sender + "&To=" + PHONE;
        new DeliveryClient(engines).tell(VerifiedWebhooks.form("twilio", form.replace("+", "%2B")));
    }

    /** The STOP went to the provider alone, and nothing was sent since. The next reconciliation finds it. */
    private void foundOnTheBlockList(String sender) {
        new ReconcileClient(engines, Map.of("twilio", new ListInMemory().has(PHONE, null, sender))).run(false);
    }

    private void start() {
        String id = "SM" + act;
        Instant sentAt = skewed();
        Runnable start = () -> {
            model.asked(act);
            new InboundClient(engines).text(id, PHONE, random.nextBoolean() ? ALL : MARKETING_ONLY, "START", sentAt);
        };
        lateMessages.add(start);
        start.run();
    }

    private void yes() {
        String id = "SM" + act;
        Instant sentAt = skewed();
        Runnable yes = () -> {
            model.saidYes(declared());
            new InboundClient(engines).text(id, PHONE, ALL, "YES", sentAt);
        };
        lateMessages.add(yes);
        if (random.nextInt(5) > 0) {
            yes.run();
        }
    }

    /** A message comes twice, or long after the others. */
    private void again() {
        if (!lateMessages.isEmpty()) {
            lateMessages.get(random.nextInt(lateMessages.size())).run();
        }
    }

    /** The policy gets a purpose more, or our own clock goes wrong by years, or is set right. */
    private void changeTheWorld() {
        if (random.nextInt(3) == 0) {
            engines = new Engines(store, clock, PolicyWithEvents.read(), engines.keys);
        } else {
            clock.advance(clockIsAhead ? YEARS.negated() : YEARS);
            clockIsAhead = !clockIsAhead;
        }
    }

    /** A provider's clock goes wrong, or the provider tells no time. */
    private @Nullable Instant skewed() {
        Instant now = clock.instant();
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> now.plus(Duration.ofHours(8));
            case 2 -> Instant.parse("2099-01-01T00:00:00Z");
            case 3, 4 -> now.plusMillis(random.nextInt(240_000) - 120_000L);
            default -> now;
        };
    }

    private static Optional<String> code(Message message) {
        Matcher code = CODE.matcher(message.text());
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    /** Fails before, or after it was done, or meets another change. */
    static final class Failing extends ForwardingStore {

        private final Random random;

        Failing(Store to, Random random) {
            super(to);
            this.random = random;
        }

        @Override
        public CommitResult commit(Commit commit) {
            return switch (random.nextInt(10)) {
                case 0 -> throw new StoreUnavailableException("lost on the way there");
                case 1 -> {
                    super.commit(commit);
                    throw new StoreUnavailableException("lost on the way back");
                }
                case 2 -> new CommitResult.Stale();
                default -> super.commit(commit);
            };
        }

        @Override
        public List<CommitResult> commitAll(List<Commit> commits) {
            return switch (random.nextInt(10)) {
                case 0 -> throw new StoreUnavailableException("lost on the way there");
                case 1 -> {
                    super.commitAll(commits);
                    throw new StoreUnavailableException("lost on the way back");
                }
                case 2 ->
                    commits.stream()
                            .map(commit -> (CommitResult) new CommitResult.Stale())
                            .toList();
                default -> super.commitAll(commits);
            };
        }
    }
}
