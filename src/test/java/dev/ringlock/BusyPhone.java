package dev.ringlock;

import dev.ringlock.DecisionHistory.SeenDecision;
import dev.ringlock.DecisionHistory.SeenNo;
import dev.ringlock.DecisionHistory.SeenYes;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.confirm.ConfirmClient;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.Home;
import dev.ringlock.consent.ImportedChange;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.consent.YesEvidence;
import dev.ringlock.contactability.DecisionRule;
import dev.ringlock.contacts.ContactsClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.law.Laws;
import dev.ringlock.message.Message;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.GroupedChange;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.subject.SubjectClient;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One phone that several threads sign up, opt out and ask about at once. All that they see is on its history. */
final class BusyPhone {

    private static final String ALL = "+12025550101";
    private static final String MARKETING_ONLY = "+12025550100";
    private static final List<String> PURPOSES = List.of("marketing", "service");
    private static final NumberPlace PLACE = new NumberPlace("US", Set.of(), Set.of(), LineType.FIXED_LINE_OR_MOBILE);
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final int ACTS_OF_A_PROCESS = 12;

    private final DecisionHistory history = new DecisionHistory();
    private final String phone;
    private final Store store;
    private final TestClock clock;
    private final TestKeys keys;
    private final Index index;
    private final Consumer<Runnable> acting;

    BusyPhone(String phone, Store store, TestClock clock, TestKeys keys) {
        this(phone, store, clock, keys, new Index(keys), Runnable::run);
    }

    /** @param acting runs each act and each decision */
    BusyPhone(String phone, Store store, TestClock clock, TestKeys keys, Index index, Consumer<Runnable> acting) {
        this.index = index;
        this.acting = acting;
        this.phone = phone;
        this.store = store;
        this.clock = clock;
        this.keys = keys;
    }

    DecisionHistory history() {
        return history;
    }

    /** Acts of its owner, of strangers and of staff, on machines that fail and start again. */
    void write(Random random, int acts) {
        Engines engines = machine(random);
        for (int act = 0; act < acts; act++) {
            engines = act % ACTS_OF_A_PROCESS == 0 ? machine(random) : engines;
            tick(random);
            Engines machine = engines;
            acting.accept(() -> act(machine, random));
        }
    }

    private void act(Engines engines, Random random) {
        try {
            switch (random.nextInt(11)) {
                case 0, 1, 2, 3 -> signUpAndConfirm(engines, random);
                case 4 -> text(engines, random, ALL, "STOP", Set.of());
                case 5 -> text(engines, random, MARKETING_ONLY, "STOP", Set.of("marketing"));
                case 6 -> withdraw(engines);
                case 7 -> importNo(engines, random);
                case 8 -> importYes(engines, random);
                case 9 -> erase(engines);
                default -> startAndYes(engines, random);
            }
        } catch (StoreUnavailableException | TooManyTriesException e) {
            // it was not acknowledged, whatever was stored
        }
    }

    /** Asks for each purpose in turn, once more after {@code busy} has ended. */
    void decide(Thread... busy) {
        Engines engines = new Engines(
                store, clock, PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml")), keys, index);
        DecisionRule rule = new DecisionRule(engines.policy.purposes(), new Laws(), null);
        boolean last = false;
        while (!last) {
            last = List.of(busy).stream().noneMatch(Thread::isAlive);
            for (String purpose : PURPOSES) {
                acting.accept(() -> decide(engines, rule, purpose));
            }
        }
    }

    private void decide(Engines engines, DecisionRule rule, String purpose) {
        long begin = history.now();
        NumberIds ids = engines.index.contactIds(PhoneNumber.ofCanonical(phone));
        DecisionRows rows = store.decisionRows(ids.all(), ids.own());
        boolean allowed = rule.decide(
                        Home.first(ids, rows.contacts()),
                        rows.budgets().get(0),
                        PLACE,
                        new Purpose(purpose),
                        Channel.SMS,
                        clock.instant())
                .isAllowed();
        history.add(new SeenDecision(purpose, allowed, begin, history.now()));
    }

    private Engines machine(Random random) {
        return new Engines(
                new OptOutActs.Failing(store, random),
                clock,
                PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml")),
                keys,
                index);
    }

    private void signUpAndConfirm(Engines engines, Random random) {
        Set<String> purposes =
                PURPOSES.stream().filter(purpose -> random.nextInt(3) > 0).collect(Collectors.toSet());
        if (purposes.isEmpty()) {
            return;
        }
        String record = new CaptureClient(engines).signUp(phone, purposes.toArray(String[]::new));
        long proofBegun = history.now();
        for (Message message : engines.messages.take()) {
            Matcher code = CODE.matcher(message.text());
            if (code.find()) {
                tick(random);
                history.add(new SeenYes(purposes, proofBegun, history.now()));
                new ConfirmClient(engines).confirms(record, phone, code.group());
            }
        }
    }

    private void text(Engines engines, Random random, String to, String text, Set<String> purposes) {
        long begin = history.now();
        new InboundClient(engines).text("SM" + random.nextLong(), phone, to, text, null);
        history.add(new SeenNo(purposes, begin, history.now()));
    }

    private void withdraw(Engines engines) {
        long begin = history.now();
        String body = "{\"number\":\"" + phone + "\",\"all\":true,\"reason\":\"wants no more\",\"asked\":\"phone\"}";
        int status = new ContactsClient(engines)
                .call("privacy", "POST", "/withdraw", body)
                .getStatusCode();
        if (status == 200) {
            history.add(new SeenNo(Set.of(), begin, history.now()));
        } else if (status != 503) {
            throw new AssertionError("staff got " + status);
        }
    }

    private void erase(Engines engines) {
        long begin = history.now();
        int status = new SubjectClient(engines).erase(phone).getStatusCode();
        if (status == 200) {
            history.add(new SeenNo(Set.of(), begin, history.now()));
        } else if (status != 503) {
            throw new AssertionError("an erasure got " + status);
        }
    }

    /** A file that says no, without a date: it counts from now, unless a no is known already. */
    private void importNo(Engines engines, Random random) {
        long begin = history.now();
        Set<Purpose> purposes = engines.policy.purposes().keySet();
        boolean everything = random.nextBoolean();
        Set<Purpose> accepted = changeAll(engines, found -> {
            Instant now = engines.arrivals.now();
            return engines.policy
                    .rules()
                    .importNo(
                            found.get(0),
                            new Withdrawal(
                                    now,
                                    engines.arrivals.ulid(now),
                                    engines.arrivals.recordId(),
                                    everything ? purposes : Set.of(new Purpose("marketing")),
                                    everything,
                                    WithdrawalMethod.IMPORTED,
                                    Map.of("import", "i1")),
                            now);
        });
        if (!accepted.isEmpty()) {
            Set<String> ids = accepted.stream().map(Purpose::id).collect(Collectors.toSet());
            history.add(new SeenNo(ids, begin, history.now()));
        }
    }

    /** A file that says yes, and whatever it shows of it: that is no proof from the phone. */
    private void importYes(Engines engines, Random random) {
        YesEvidence evidence = YesEvidence.values()[random.nextInt(YesEvidence.values().length)];
        Notice notice = engines.policy.newest("signup").orElseThrow();
        PhoneNumber number = PhoneNumber.ofCanonical(phone);
        GivenConsent given = new GivenConsent(
                engines.arrivals.now().minusSeconds(random.nextInt(3_600)),
                null,
                engines.arrivals.ulid(engines.arrivals.now()),
                engines.arrivals.recordId(),
                ConsentMethod.IMPORTED,
                List.copyOf(engines.policy.purposes().values()),
                new ShownNotice(notice, notice.wording("en").orElseThrow()),
                MaskedNumber.of(number),
                number.country(),
                engines.arrivals.evidence("", ""),
                Map.of("import", "i2"),
                null,
                null);
        engines.seals.ready(given.terms());
        changeAll(
                engines,
                found -> engines.policy
                        .rules()
                        .importYes(
                                found.get(0), found.subList(1, found.size()), given, evidence, engines.arrivals.now()));
    }

    /** The purposes for which it was stored. */
    private Set<Purpose> changeAll(Engines engines, Function<List<Contact>, ImportedChange> rule) {
        PhoneNumber number = PhoneNumber.ofCanonical(phone);
        return engines.store
                .changeAll(List.of(GroupedChange.<Set<Purpose>>of(engines.index.contactIds(number), found -> {
                    ImportedChange imported = rule.apply(found);
                    Set<Purpose> accepted = imported.outcomes().entrySet().stream()
                            .filter(outcome -> outcome.getValue() == ImportOutcome.ACCEPTED)
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toSet());
                    Change change = imported.change();
                    return change.isNothing()
                            ? ChangePlan.answer(accepted)
                            : ChangePlan.write(
                                    Commit.of(
                                            change,
                                            wanted -> engines.seals.anew(
                                                    change.contact().id(), number, wanted)),
                                    accepted);
                })))
                .get(0);
    }

    private void startAndYes(Engines engines, Random random) {
        InboundClient inbound = new InboundClient(engines);
        inbound.text("SM" + random.nextLong(), phone, ALL, "START", null);
        long proofBegun = history.now();
        tick(random);
        history.add(new SeenYes(Set.copyOf(PURPOSES), proofBegun, history.now()));
        inbound.text("SM" + random.nextLong(), phone, ALL, "YES", null);
    }

    /** Time passes for everybody. */
    private void tick(Random random) {
        synchronized (clock) {
            clock.advance(Duration.ofMillis(1 + random.nextInt(60_000)));
        }
    }
}
