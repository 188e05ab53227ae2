package dev.ringlock.provider.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.provider.SignatureVectors;
import org.junit.jupiter.api.Test;

class SnsAddressTest {

    @Test
    void onlyTheHostsOfTheFactsAreSnss() {
        assertEquals(
                "^sns\\.[a-zA-Z0-9\\-]{3,}\\.amazonaws\\.com(\\.cn)?$",
                SignatureVectors.of("aws_sns").path("cert_host_regex").asText());
        assertTrue(SnsAddress.read("https://sns.us-east-1.amazonaws.com/a.pem")
                .filter(SnsAddress::isCertificate)
                .isPresent());
        assertTrue(SnsAddress.read("https://sns.cn-north-1.amazonaws.com.cn/a.pem")
                .filter(SnsAddress::isCertificate)
                .isPresent());
    }
}
