package dev.ringlock.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.TooManyTriesException;
import dev.ringlock.UnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The common frame of all HTTP functions: reads the event, and turns every outcome into an answer. */
public final class Endpoint {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int FRAMES = 6;

    private Endpoint() {}

    /** Makes the answer for a refusal: problem+json, or a page. */
    public interface Teller {
        APIGatewayV2HTTPResponse tell(Problem refusal);
    }

    /** Answers an event. Refusals and failures become problem+json. The log gets one line, an {@link Invocation}. */
    public static APIGatewayV2HTTPResponse answer(
            String function, @Nullable APIGatewayV2HTTPEvent event, HttpFunction work) {
        long begin = System.nanoTime();
        APIGatewayV2HTTPResponse answer = guarded(() -> work.answer(Request.of(event)), Answers::problem);
        LOG.infof("%s", Invocation.of(function, answer.getStatusCode(), Duration.ofNanos(System.nanoTime() - begin)));
        return answer;
    }

    /**
     * Handles an event whose sender waits for no answer. The log gets one line, an {@link Invocation}.
     *
     * @throws EventFailedException if it failed, so that the sender sends it again or keeps it
     */
    public static void handle(String function, Runnable work) {
        long begin = System.nanoTime();
        int status = guarded(
                        () -> {
                            work.run();
                            return Answers.webhook(204, "text/plain; charset=utf-8", "");
                        },
                        Answers::problem)
                .getStatusCode();
        LOG.infof("%s", Invocation.of(function, status, Duration.ofNanos(System.nanoTime() - begin)));
        if (status >= 400) {
            throw new EventFailedException(status);
        }
    }

    /** Does the work. The teller answers refusals and failures. */
    public static APIGatewayV2HTTPResponse guarded(Supplier<APIGatewayV2HTTPResponse> work, Teller teller) {
        try {
            return work.get();
        } catch (ProblemException e) {
            return teller.tell(e.refusal());
        } catch (TooManyTriesException e) {
            return teller.tell(new Problem.TooMany(e.retryAfter()));
        } catch (UnavailableException e) {
            LOG.warnf("unavailable: %s", place(e));
            return teller.tell(new Problem.Unavailable(PAUSE));
        } catch (RuntimeException e) {
            LOG.errorf("failed: %s", place(e));
            return teller.tell(new Problem.Failed());
        }
    }

    /** The place of a failure, without any message: an exception's message may hold parts of the request. */
    public static String place(Throwable thrown) {
        StackTraceElement[] all = thrown.getStackTrace();
        String frames = Arrays.stream(all)
                .filter(frame -> frame.equals(all[0]) || frame.getClassName().startsWith("dev.ringlock."))
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        Throwable cause = thrown.getCause();
        return thrown.getClass().getName() + " at " + frames + (cause == null ? "" : ", caused by " + place(cause));
    }
}
