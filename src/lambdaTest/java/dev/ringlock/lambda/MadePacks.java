package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.evidence.StoredZip;
import dev.ringlock.evidence.StoredZip.NotAPackException;
import dev.ringlock.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Evidence packs that the packaged functions made: about a person who said yes and no, and about a campaign that had them. */
record MadePacks(byte[] ofNumber, byte[] ofCampaign) {

    private static final String NOTICE = "notices/signup-1-en-HASH-HASH/";
    private static final List<String> ALWAYS = List.of(
            "README.txt",
            "declaration.txt",
            "jwks.json",
            "law.json",
            "ledger/CONTACT.json",
            "manifest.json",
            "manifest.jws",
            "not-kept.txt",
            NOTICE + "about.txt",
            NOTICE + "entry.json",
            NOTICE + "page.html",
            NOTICE + "page.png",
            NOTICE + "words.txt",
            "timeline.txt",
            "verify.html");

    static MadePacks of(FunctionsContract functions) {
        Map<String, String> settings = FunctionsContract.freshSettings(functions.aws());
        Instant begun = Instant.now();
        said(functions, settings, "capture", "01-a-new-number-201");
        said(functions, settings, "audience", "01-nobody-yet-200");
        said(functions, settings, "inbound", "01-a-stop-200");
        String now = Instant.now().toString();
        List<Map<String, String>> sends = new ArrayList<>();
        for (String purpose : List.of("marketing", "service")) {
            sends.add(Map.of("purpose", purpose, "channel", "sms", "at", now));
        }
        Map<String, Object> number = Map.of("number", "+12025550123", "includeNumber", true, "sends", sends);
        Map<String, Object> campaign = Map.of(
                "campaign",
                "autumn-26",
                "from",
                begun.minus(Duration.ofMinutes(1)).toString(),
                "to",
                begun.plus(Duration.ofHours(1)).toString());
        try (FunctionProcess subject = functions.start("subject", settings)) {
            return new MadePacks(pack(subject, number), pack(subject, campaign));
        }
    }

    /** Files that a pack has beside those of every pack. Ids and hashes in names are new each time. */
    static List<String> special(byte[] pack) throws NotAPackException {
        List<String> names = new ArrayList<>(StoredZip.read(pack).keySet().stream()
                .map(name -> name.replaceAll("c1_[a-z0-9]{26}", "CONTACT").replaceAll("-[0-9a-f]{8}", "-HASH"))
                .toList());
        assertEquals(ALWAYS, ALWAYS.stream().filter(names::remove).toList(), "files of every pack");
        return names;
    }

    private static void said(FunctionsContract functions, Map<String, String> settings, String function, String event) {
        try (FunctionProcess process = functions.start(function, settings)) {
            FunctionsContract.assertAnswered(event, process.invoke(EventFiles.json(function, event)), process);
        }
    }

    private static byte[] pack(FunctionProcess subject, Map<String, Object> wanted) {
        String event = EventFiles.json("subject", "10-evidence-about-nobody-422")
                .replace("\"body\": \"{}\"", "\"body\": " + Json.write(Json.write(wanted)));
        RuntimeApi.RuntimeAnswer answer = subject.invoke(event);
        FunctionsContract.assertAnswered("a-pack-200", answer, subject);
        return Base64.getDecoder()
                .decode(EventFiles.json(answer.body()).path("body").asText());
    }
}
