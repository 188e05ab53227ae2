package dev.ringlock.links;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that staff sent.
 *
 * @param sent whether the provider accepted it
 * @param reason why it did not go out, in the provider's codes or our words; absent if it did
 */
@JsonInclude(Include.NON_NULL)
record SendResult(boolean sent, @Nullable String reason) {}
