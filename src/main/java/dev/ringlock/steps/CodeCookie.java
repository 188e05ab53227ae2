package dev.ringlock.steps;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.OwnCookie;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.http.Request;
import dev.ringlock.keys.CookieSeals;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps an {@link AskedCode} in the browser that asked, sealed, for an hour. So the pages behind a form have addresses that
 * hold no number and can be loaded again (docs/decisions/0038).
 */
@Singleton
public final class CodeCookie {

    /** The path of signups and their codes. */
    public static final String SIGNUPS = "/v1/consents";

    /** The path of codes for a person's own page. */
    public static final String PAGE_CODES = PreferenceLinks.PATH + "/codes";

    private static final Duration LASTS = Duration.ofHours(1);
    /** With all the purposes that a policy can have. */
    private static final int LONGEST = 1_600;

    private final CookieSeals seals;
    private final PublicUrl publicUrl;

    public CodeCookie(CookieSeals seals, PublicUrl publicUrl) {
        this.seals = seals;
        this.publicUrl = publicUrl;
    }

    /** @param path the pages that it is for */
    public APIGatewayV2HTTPResponse set(APIGatewayV2HTTPResponse answer, String path, AskedCode asked) {
        OwnCookie cookie = cookie(path);
        return cookie.set(answer, seals.seal(cookie.name(), asked.text()), publicUrl.isSecure());
    }

    /** The code that this browser asked for. Empty if it asked for none, or too long ago. */
    public Optional<AskedCode> read(Request request, String path, Instant now) {
        OwnCookie cookie = cookie(path);
        String value = cookie.of(request);
        if (value.isEmpty() || value.length() > LONGEST) {
            return Optional.empty();
        }
        return seals.open(cookie.name(), value)
                .flatMap(AskedCode::of)
                .filter(asked -> now.isBefore(asked.askedAt().plus(LASTS)));
    }

    private static OwnCookie cookie(String path) {
        return new OwnCookie(path.equals(SIGNUPS) ? "ringlock_signup" : "ringlock_code", path, LASTS);
    }
}
