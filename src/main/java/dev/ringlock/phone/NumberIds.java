package dev.ringlock.phone;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ids that may stand for a number: one for each version of the index key that lives, and as many for each older form of
 * the number. An opt-out under any of them binds.
 *
 * @param own the number's, the one that a new contact gets first
 * @param older those of the number's older forms
 * @param rotating whether a rotation of the index key is under way: then two processes may differ about which is the first
 */
public record NumberIds(List<ContactId> own, List<ContactId> older, boolean rotating) {

    public NumberIds {
        own = List.copyOf(own);
        older = List.copyOf(older);
        if (own.isEmpty()) {
            throw new IllegalArgumentException("a number has an id");
        }
    }

    /** One id alone: only one version of the index key was ever in use. */
    public NumberIds(ContactId own) {
        this(List.of(own), List.of(), false);
    }

    /** The same without those ids. All ids of one form are among them, or none; empty if all are. */
    public Optional<NumberIds> without(Set<ContactId> known) {
        List<ContactId> left = all().stream().filter(id -> !known.contains(id)).toList();
        int each = own.size();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new NumberIds(left.subList(0, each), left.subList(each, left.size()), rotating));
    }

    /** The id of a new contact. */
    public ContactId first() {
        return own.get(0);
    }

    /** All of them: the number's own before those of its older forms. */
    public List<ContactId> all() {
        return Stream.concat(own.stream(), older.stream()).toList();
    }

    /**
     * The number's id that no rotation changes. Names of counters and of guard rows are made of it, and so are the hashes of
     * codes: so limits, repetitions and codes are known again on both sides of a rotation.
     */
    public ContactId lasting() {
        return own.stream().min(Comparator.comparing(ContactId::version)).orElseThrow();
    }
}
