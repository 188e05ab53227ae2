package dev.ringlock.provider.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class TwimlTest {

    @Test
    void twilioHearsTwiml() {
        var nothing = new Twilio().answer(null);
        assertEquals(200, nothing.getStatusCode());
        assertEquals("text/xml; charset=utf-8", nothing.getHeaders().get("Content-Type"));
        assertEquals("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>", nothing.getBody());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Harbour Books: you will get no more messages.",
                "</Message><Redirect>https://evil.example</Redirect><Message>",
                "a & b < c > d \" e ' f",
                "]]>",
                "&lt;",
                "d\u00e9sabonn\u00e9 \uD83D\uDE4F\n\tok"
            })
    void aReplyIsOneMessageWhateverIsInIt(String reply) throws Exception {
        Document twiml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Twiml.of(reply).getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, twiml.getDocumentElement().getChildNodes().getLength());
        assertEquals(reply, twiml.getElementsByTagName("Message").item(0).getTextContent());
    }

    @Test
    void whatXmlCannotHoldIsLeftOut() {
        assertTrue(Twiml.of("a\u0000b\u001bc\ud800d\ufffee").contains("<Message>abcde<"));
    }
}
