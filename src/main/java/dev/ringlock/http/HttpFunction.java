package dev.ringlock.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/** A function that answers HTTP requests. Its bean has the function's name, by which requests find it. */
public interface HttpFunction {

    /** @throws ProblemException if the request is refused */
    APIGatewayV2HTTPResponse answer(Request request);
}
