package dev.ringlock.lambda;

import java.net.URI;

/** What answers as AWS in a test, and the two keys there. */
record AwsLike(URI dynamoDb, URI kms, String numberKey, String macKey, String signingKey) {}
