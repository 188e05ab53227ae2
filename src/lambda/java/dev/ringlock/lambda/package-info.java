/** What the functions run on as AWS Lambda functions: their engines, their settings, their log. Never in the one-machine server. */
@NullMarked
package dev.ringlock.lambda;

import org.jspecify.annotations.NullMarked;
