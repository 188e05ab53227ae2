package dev.ringlock.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/** A function that answers HTTP requests. Whoever has a request for it finds it by its bean's name, the list's. */
public interface HttpFunction {

    /** @throws ProblemException for what is refused */
    APIGatewayV2HTTPResponse answer(Request request);
}
