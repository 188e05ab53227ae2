package dev.ringlock.provider.plivo;

import static dev.ringlock.provider.EventAssertions.assertNone;
import static dev.ringlock.provider.EventAssertions.assertNotUnderstood;
import static dev.ringlock.provider.EventAssertions.message;
import static dev.ringlock.provider.EventAssertions.one;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.provider.VerifiedWebhooks;
import org.junit.jupiter.api.Test;

/** What it sends, by its documentation; docs/providers.md says what of it is not confirmed. */
class PlivoTest {

    @Test
    void plivos() {
        String plivo =
                "From=12025550123&To=12025550199&Text=STOP&Type=sms&MessageUUID=db3ce55a-7f1d-41e1-8ea7-1231380bc196";
        assertEquals(
                message(
                        "plivo",
                        "db3ce55a-7f1d-41e1-8ea7-1231380bc196",
                        "12025550123",
                        "12025550199",
                        "STOP",
                        null,
                        null,
                        "0/proof",
                        true),
                one(VerifiedWebhooks.form("plivo", plivo)));
        assertEquals(
                "STOP",
                one(VerifiedWebhooks.form("plivo", plivo + "&Status=received")).text());
        assertNone(VerifiedWebhooks.form("plivo", "From=12025550199&To=12025550123&MessageUUID=1&Status=delivered"));
        assertNone(VerifiedWebhooks.form(
                "plivo", "From=12025550123&To=12025550199&Type=mms&MessageUUID=db3ce55a-7f1d-41e1-8ea7-1231380bc196"));
        assertNotUnderstood(VerifiedWebhooks.form("plivo", "From=12025550123&To=12025550199"));
    }
}
