/** Who calls a webhook: each provider's signature, checked before anything of the message is read. */
@NullMarked
package dev.ringlock.edge.webhook;

import org.jspecify.annotations.NullMarked;
