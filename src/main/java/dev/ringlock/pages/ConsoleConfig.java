package dev.ringlock.pages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.policy.Policy;
import dev.ringlock.signin.SignIn;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the console's script, before anybody has signed in. It holds no secret: notices name the purposes in
 * public.
 *
 * @param signIn {@code none}, {@code demo}, {@code local} or {@code oidc}
 * @param groups the claim of a token that lists its person's groups
 * @param purposes the policy's
 * @param reasons the reasons that a person may give for a reveal
 * @param owner the controller's name
 */
@JsonInclude(Include.NON_NULL)
record ConsoleConfig(
        String signIn,
        @Nullable String authorizeUrl,
        @Nullable String tokenUrl,
        @Nullable String logoutUrl,
        @Nullable String clientId,
        @Nullable String scope,
        String groups,
        List<PurposeTitle> purposes,
        List<String> reasons,
        String owner) {

    /**
     * @param title from the newest notice with that purpose, in the policy's first language; the purpose's id if
     *     there is none
     * @param titles the same in each of the policy's languages that have it
     */
    record PurposeTitle(String id, String title, Map<String, String> titles) {

        private static PurposeTitle of(Policy policy, Purpose purpose) {
            Map<String, String> titles = new TreeMap<>();
            policy.languages()
                    .forEach(language ->
                            find(policy, purpose, language).ifPresent(title -> titles.put(language, title)));
            String title = find(policy, purpose, policy.language(null)).orElse(purpose.id());
            return new PurposeTitle(purpose.id(), title, titles);
        }

        private static Optional<String> find(Policy policy, Purpose purpose, String language) {
            return policy.notices().stream()
                    .flatMap(notice -> policy.newest(notice.id()).stream())
                    .flatMap(notice -> notice.wording(language).stream())
                    .flatMap(wording -> wording.boxes().stream())
                    .filter(box -> box.purpose().equals(purpose))
                    .map(Wording.Box::title)
                    .findFirst();
        }
    }

    static ConsoleConfig of(Policy policy, SignIn signIn) {
        return new ConsoleConfig(
                signIn.kind().name().toLowerCase(Locale.ROOT),
                signIn.authorizeUrl(),
                signIn.tokenUrl(),
                signIn.logoutUrl(),
                signIn.clientId(),
                signIn.scope(),
                signIn.groups(),
                policy.purposes().keySet().stream()
                        .sorted()
                        .map(purpose -> PurposeTitle.of(policy, purpose))
                        .toList(),
                policy.staff().reasons(),
                policy.controller().name());
    }
}
