package dev.ringlock.signin;

import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.terms.Purpose;

/**
 * A route under {@code /v1/purposes/{purpose}/}. API Gateway has one for each purpose, with its id in the template; the
 * one-machine server has one for all, with a parameter.
 *
 * @param rest of the template, such as {@code exports/{exportId}}
 */
public record PurposeRoute(Purpose purpose, String rest) {

    private static final String PARAMETER = "purpose";
    private static final int PURPOSE = 3;
    private static final int REST = 4;

    /** @throws ProblemException if it is no such route, or what stands there can be no purpose */
    public static PurposeRoute of(Request request) {
        String[] parts = request.route().split("/", REST + 1);
        String named = parts.length > REST ? parts[PURPOSE] : "";
        String id = named.equals("{" + PARAMETER + "}") ? request.parameter(PARAMETER) : named;
        if (!Purpose.isId(id)) {
            throw new ProblemException(new Problem.NotFound());
        }
        return new PurposeRoute(new Purpose(id), parts[REST]);
    }
}
