package dev.ringlock.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;

/**
 * A cookie of ours, for one browser and one path. No script reads it. Other sites' requests do not carry it, but links to
 * us do.
 */
public record OwnCookie(String name, String path, Duration lasts) {

    /** The value that the browser sent. Empty if it sent none. */
    public String of(Request request) {
        return request.cookie(name);
    }

    /**
     * Has the browser keep a value.
     *
     * @param secure whether it is sent over encrypted connections only
     */
    public APIGatewayV2HTTPResponse set(APIGatewayV2HTTPResponse answer, String value, boolean secure) {
        answer.getHeaders()
                .put(
                        "Set-Cookie",
                        name + "=" + value + "; Path=" + path + "; Max-Age=" + lasts.toSeconds()
                                + "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : ""));
        return answer;
    }
}
