package dev.ringlock.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A number's {@link NumberTraits} as the JSON of their column. */
record StoredTraits(List<String> states, List<String> zones, String line, List<String> olderForms) {

    static @Nullable String write(@Nullable MaskedNumber masked) {
        NumberTraits traits = masked == null ? null : masked.traits();
        return traits == null
                ? null
                : Rows.write(new StoredTraits(
                        sorted(traits.states()),
                        sorted(traits.zones()),
                        traits.line().name(),
                        sorted(traits.olderForms().stream()
                                .map(ContactId::value)
                                .toList())));
    }

    /** What is kept of a contact's number. */
    static @Nullable MaskedNumber masked(ResultSet row) throws SQLException {
        String digits = row.getString("masked");
        String traits = row.getString("traits");
        return digits == null
                ? null
                : new MaskedNumber(digits, row.getString("country"), traits == null ? null : read(traits));
    }

    private static NumberTraits read(String json) {
        StoredTraits stored = Rows.read(json, new TypeReference<>() {});
        return new NumberTraits(
                Set.copyOf(stored.states),
                Set.copyOf(stored.zones),
                LineType.valueOf(stored.line),
                stored.olderForms.stream().map(ContactId::new).collect(Collectors.toSet()));
    }

    private static List<String> sorted(Collection<String> texts) {
        return texts.stream().sorted().toList();
    }
}
