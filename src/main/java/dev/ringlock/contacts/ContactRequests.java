package dev.ringlock.contacts;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.AskedWay;
import dev.ringlock.terms.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Staff's requests, read from their bodies. */
final class ContactRequests {

    private static final String PURPOSES = "purposes";
    private static final String REASON = "reason";

    private ContactRequests() {}

    /**
     * A person's withdrawal.
     *
     * @param all everything; then no purposes are named
     * @param asked by what way the person asked for it
     */
    record Withdraw(Set<Purpose> purposes, boolean all, String reason, String asked) {

        static Withdraw read(Request request, Policy policy) {
            return JsonBody.read(request, (fields, errors) -> Optional.of(read(fields, policy, errors)));
        }

        private static Withdraw read(Fields fields, Policy policy, List<FieldError> errors) {
            boolean all = fields.optionalBool("all");
            Set<Purpose> purposes =
                    all ? Set.of() : chosen(fields, policy.purposes().keySet(), errors);
            String reason = why(fields, policy, errors);
            return new Withdraw(purposes, all, reason, AskedWay.read(fields));
        }
    }

    /**
     * An opt-out of the person with that number, on file or not.
     *
     * @param region the country that it was read in; null if none was named
     */
    record WithdrawOf(PhoneNumber number, @Nullable String region, Withdraw what) {

        static WithdrawOf read(Request request, Policy policy) {
            return JsonBody.read(request, (fields, errors) -> {
                NumberFields typed = NumberFields.read(fields);
                Optional<PhoneNumber> whose = typed.any(errors);
                Withdraw what = Withdraw.read(fields, policy, errors);
                return whose.map(number -> new WithdrawOf(number, typed.country(), what));
            });
        }
    }

    /**
     * A decision on a hold.
     *
     * @param purposes that the message was an opt-out from; empty for everything
     * @param version of the contact that was read; {@link #ANY} if it may have changed since
     */
    record Decide(boolean optOut, Set<Purpose> purposes, int version, String reason) {

        /** The {@link #version} of a request that names none. */
        static final int ANY = -1;

        static Decide read(Request request, Policy policy) {
            return JsonBody.read(request, (fields, errors) -> {
                boolean optOut =
                        fields.choice("decision", Set.of("opt_out", "release")).equals("opt_out");
                Set<Purpose> purposes =
                        fields.has(PURPOSES) ? chosen(fields, policy.purposes().keySet(), errors) : Set.of();
                if (!optOut && fields.has(PURPOSES)) {
                    fields.note(PURPOSES, "not_both", "A release names no purposes; only an opt-out does.");
                }
                return Optional.of(new Decide(
                        optOut, purposes, fields.optionalInteger("version", ANY), why(fields, policy, errors)));
            });
        }
    }

    private static Set<Purpose> chosen(Fields fields, Set<Purpose> known, List<FieldError> errors) {
        int before = errors.size();
        List<String> named = fields.texts(PURPOSES);
        Set<String> ids = known.stream().map(Purpose::id).collect(Collectors.toSet());
        if (!ids.containsAll(named)) {
            fields.note(
                    "purposes",
                    "unknown_purpose",
                    "The policy has no such purpose. One that it had before is taken back with all.");
            return Set.of();
        }
        if (errors.size() == before && named.isEmpty()) {
            fields.note("purposes", "size", "Name at least one, or say all.");
        }
        return named.stream().map(Purpose::new).collect(Collectors.toSet());
    }

    private static String why(Fields fields, Policy policy, List<FieldError> errors) {
        int before = errors.size();
        String reason = fields.text(REASON);
        if (errors.size() == before && reason.isBlank()) {
            fields.note(REASON, "empty", "Say why, in a few words.");
        }
        fields.refuseNumber(REASON, reason, policy.numberInText());
        return reason;
    }
}
