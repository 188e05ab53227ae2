package dev.ringlock.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.provider.all.Providers;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What differs between providers, in one place to look it up. */
class ProvidersTest {

    private static Set<String> which(Predicate<Provider> predicate) {
        return Providers.ALL.stream().filter(predicate).map(Provider::name).collect(Collectors.toSet());
    }

    @Test
    void eachHasANameOfItsOwn() {
        assertEquals(Providers.ALL.size(), which(provider -> true).size());
    }

    @Test
    void theOthersHearThatItArrived() {
        assertTrue(VerifiedWebhooks.provider("twilio").carriesReply());
        for (String name : new String[] {"aws", "vonage", "telnyx", "plivo", "sinch", "messagebird", "infobip"}) {
            Provider provider = VerifiedWebhooks.provider(name);
            assertFalse(provider.carriesReply());
            assertEquals(200, provider.answer("not told").getStatusCode());
            assertEquals("", provider.answer("not told").getBody());
        }
        assertEquals(204, VerifiedWebhooks.provider("generic").answer(null).getStatusCode());
    }

    @Test
    void onlyWhoseProofCoversTheAddressMayCallByGet() {
        assertEquals(Set.of("twilio", "plivo", "messagebird"), which(Provider::takesGet));
    }

    @Test
    void someWriteTheCountryCodeWithoutAPlus() {
        assertEquals(Set.of("vonage", "plivo", "sinch", "messagebird", "infobip"), which(Provider::writesCountryCode));
    }
}
