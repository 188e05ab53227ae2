/** The engines, settings and log of the AWS Lambda functions. Never in the one-machine server. */
@NullMarked
package dev.ringlock.lambda;

import org.jspecify.annotations.NullMarked;
