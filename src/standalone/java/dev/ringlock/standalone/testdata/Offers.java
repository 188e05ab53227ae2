package dev.ringlock.standalone.testdata;

import dev.ringlock.law.Ceiling;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.standalone.testdata.FictitiousNumbers.NumberBlock;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The decisions that a policy lets people make, so that an import of them takes each. */
final class Offers {

    /** The oldest yes has this share of its life left: the file can be imported for as long. */
    private static final int SHARE_LEFT = 4;

    /** A period counts a few days more or less, as the months are. */
    private static final int SPARE_DAYS = 3;

    private static final int FEWEST_DAYS = 3;

    private final Policy policy;
    private final LocalDate to;
    private final List<OfferedForm> forms;
    /** Those of which a yes can be. */
    private final Map<NumberBlock, SortedSet<Purpose>> blocks = new LinkedHashMap<>();

    /** @param to the day before which everything is decided */
    Offers(Policy policy, LocalDate to) {
        this.policy = policy;
        this.to = to;
        this.forms = policy.notices().stream()
                .map(Notice::id)
                .distinct()
                .map(id -> OfferedForm.of(id, policy.notices()))
                .toList();
        for (NumberBlock block : FictitiousNumbers.all()) {
            SortedSet<Purpose> purposes = taking(block);
            if (!purposes.isEmpty()) {
                blocks.put(block, purposes);
            }
        }
    }

    /**
     * A notice that people sign.
     *
     * @param versions that ask for all its purposes, the oldest first
     * @param purposes of the newest version
     */
    record OfferedForm(String id, List<Notice> versions, SortedSet<Purpose> purposes) {

        static OfferedForm of(String id, List<Notice> all) {
            List<Notice> own = all.stream()
                    .filter(notice -> notice.id().equals(id))
                    .sorted(Comparator.comparingInt(Notice::version))
                    .toList();
            Set<Purpose> asked = new LinkedHashSet<>(own.get(own.size() - 1).purposes());
            return new OfferedForm(
                    id,
                    own.stream()
                            .filter(notice -> notice.purposes().containsAll(asked))
                            .toList(),
                    new TreeSet<>(asked));
        }

        /** The version that is shown when that share of the time is over. */
        Notice version(double share) {
            return versions.get((int) (share * versions.size()));
        }
    }

    List<OfferedForm> forms() {
        return forms;
    }

    List<String> languages() {
        return policy.languages();
    }

    /** The numbers that can say a yes to anything, without the owner's own. */
    FictitiousNumbers numbers() {
        Set<Long> own = policy.senders().stream()
                .map(Sender::number)
                .filter(number -> number.matches("\\+[0-9]+"))
                .map(FictitiousNumbers::digits)
                .collect(Collectors.toSet());
        return FictitiousNumbers.of(List.copyOf(blocks.keySet()), own);
    }

    /** The purposes of a form that take such a number. */
    SortedSet<Purpose> purposes(NumberBlock block) {
        return Objects.requireNonNull(blocks.get(block));
    }

    private SortedSet<Purpose> taking(NumberBlock block) {
        return forms.stream()
                .flatMap(form -> form.purposes().stream())
                .filter(purpose -> terms(purpose).lineTypes().contains(block.line())
                        && earliest(purpose, block).isBefore(to.minusDays(FEWEST_DAYS)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a no to these is one to all purposes of the policy. */
    boolean isAll(Set<Purpose> purposes) {
        return purposes.containsAll(policy.purposes().keySet());
    }

    /** Whether law makes every no of such a number one to everything. */
    boolean reachesAll(NumberBlock block) {
        return policy.laws().reachesAll(block.example(), start(to));
    }

    boolean needsProof(Purpose purpose) {
        return terms(purpose).doubleOptIn();
    }

    /** The first day on which a yes may have been given. */
    LocalDate earliest(Purpose purpose, NumberBlock block) {
        LocalDate end = to.minusDays(daysOfLife(purpose, block));
        return end.plusDays(daysOfLife(purpose, block) / SHARE_LEFT);
    }

    /** The first day on which any yes may have been given, or that day if it is later. */
    LocalDate earliest(LocalDate atLeast) {
        return each(this::earliest)
                .min(Comparator.naturalOrder())
                .filter(atLeast::isBefore)
                .orElse(atLeast);
    }

    /** The last day on which each yes surely counts. */
    LocalDate latestImport() {
        return each(this::daysOfLife)
                .map(days -> to.plusDays(Math.max(0, days / SHARE_LEFT - SPARE_DAYS)))
                .min(Comparator.naturalOrder())
                .orElse(to);
    }

    private <T> Stream<T> each(BiFunction<Purpose, NumberBlock, T> asked) {
        return blocks.entrySet().stream()
                .flatMap(block -> block.getValue().stream().map(purpose -> asked.apply(purpose, block.getKey())));
    }

    private long daysOfLife(Purpose purpose, NumberBlock block) {
        Terms terms = terms(purpose);
        return Stream.of(terms.expiresAfter(), policy.retention().quality().inactive(), ceiling(terms, block))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .mapToLong(this::days)
                .min()
                .orElseThrow();
    }

    /** The age at which law lets it be used on no channel any more; null if there is none. */
    private @Nullable Period ceiling(Terms terms, NumberBlock block) {
        List<Period> ofChannels = new ArrayList<>();
        for (Channel channel : terms.channels()) {
            policy.laws().ceilings(block.place(), channel, terms, start(to)).stream()
                    .map(Ceiling::age)
                    .min(Comparator.comparingLong(this::days))
                    .ifPresent(ofChannels::add);
        }
        return ofChannels.size() < terms.channels().size()
                ? null
                : ofChannels.stream().max(Comparator.comparingLong(this::days)).orElse(null);
    }

    private long days(Period period) {
        return ChronoUnit.DAYS.between(to.minus(period), to);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Terms terms(Purpose purpose) {
        return Objects.requireNonNull(policy.purposes().get(purpose));
    }
}
