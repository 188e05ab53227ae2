package dev.ringlock.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.phone.LineType;
import dev.ringlock.reply.Reading;
import dev.ringlock.reply.Reply;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.ImportYes;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

    static final String GOOD = """
            controller:
              name: Harbour Books
              contact: privacy@harbour-books.example
              privacyPage: https://harbour-books.example/privacy
            languages: [en]
            purposes:
              marketing:
                title: {en: News}
                description: {en: By text message.}
                channels: [sms]
                expiresAfter: P2Y
                doubleOptIn: false
            notices:
              - id: signup
                version: 1
                purposes: [marketing]
                text: {en: We ask.}
                maintenance: {en: And we check.}
                optOut: {en: Reply STOP.}
            limits:
              perAddress: {tries: 20, per: PT1H}
              perAddressAndNumber: {tries: 5, per: PT10M}
            """;

    @Test
    void erasureReachesAsLongAsRecoveryCan() {
        assertEquals(7, PolicyFile.read("p.yaml", GOOD).erasureReaches());
        assertEquals(
                35, PolicyFile.read("p.yaml", GOOD + "erasureReaches: 35\n").erasureReaches());
        for (String wrong : List.of("0", "36", "P7D", "[7]")) {
            var thrown = assertThrows(
                    PolicyMistakesException.class,
                    () -> PolicyFile.read("p.yaml", GOOD + "erasureReaches: " + wrong + "\n"));
            assertTrue(thrown.getMessage().contains("erasureReaches: "), thrown.getMessage());
        }
    }

    @Test
    void aTimeZoneIsARegionsAndNotAnOffset() {
        assertEquals(
                ZoneId.of("Europe/Berlin"),
                PolicyFile.read("p.yaml", GOOD + "timeZone: Europe/Berlin\n").timeZone());
        for (String wrong : List.of("+01:00", "Berlin", "EST5", "[UTC]")) {
            var thrown = assertThrows(
                    PolicyMistakesException.class, () -> PolicyFile.read("p.yaml", GOOD + "timeZone: " + wrong + "\n"));
            assertTrue(thrown.getMessage().contains("timeZone: "), thrown.getMessage());
        }
    }

    @Test
    void readsWhatTheOwnerDeclared() {
        Policy policy = PolicyFile.read("p.yaml", GOOD);
        assertEquals("Harbour Books", policy.controller().name());
        assertEquals(ZoneOffset.UTC, policy.timeZone());
        Terms terms = policy.purposes().get(new Purpose("marketing"));
        assertEquals(
                new Terms(
                        new Purpose("marketing"),
                        Set.of(Channel.SMS),
                        Period.ofYears(2),
                        false,
                        Set.of(LineType.MOBILE, LineType.FIXED_LINE_OR_MOBILE),
                        PurposeKind.MARKETING,
                        Set.of()),
                terms);
        assertEquals(20, policy.limits().perAddress().tries());
        assertEquals(
                Duration.ofMinutes(10), policy.limits().perAddressAndNumber().per());
        Wording wording = policy.notice("signup", 1).orElseThrow().wording("en").orElseThrow();
        assertEquals("""
                Harbour Books, privacy@harbour-books.example, https://harbour-books.example/privacy

                We ask.

                [ ] News: By text message.

                And we check.

                Reply STOP.
                """, wording.verbatim());
    }

    /** Of so many, no other order is theirs by chance. */
    @Test
    void purposesStayInTheFilesOrder() {
        List<String> ids = List.of("marketing", "zoo", "alarms", "news", "books", "yachts", "events", "care");
        StringBuilder more = new StringBuilder();
        for (String id : ids.subList(1, ids.size())) {
            more.append("  ")
                    .append(id)
                    .append(": {title: {en: ")
                    .append(id)
                    .append("}, description: {en: .},")
                    .append(" channels: [sms], expiresAfter: P2Y, doubleOptIn: false}\n");
        }
        Policy policy = PolicyFile.read("p.yaml", GOOD.replace("notices:", more + "notices:"));
        assertEquals(ids, policy.purposes().keySet().stream().map(Purpose::id).toList());
    }

    @Test
    void aYesWithoutEvidenceIsRefusedUnlessThePurposeSaysOtherwise() {
        Purpose marketing = new Purpose("marketing");
        assertEquals(ImportYes.REFUSED, PolicyFile.read("p.yaml", GOOD).importYes(marketing));
        assertEquals(ImportYes.REFUSED, PolicyFile.read("p.yaml", GOOD).importYes(new Purpose("unknown")));
        for (ImportYes each : ImportYes.values()) {
            String text = GOOD.replace("doubleOptIn: false", "doubleOptIn: false\n    importYes: " + each.id());
            assertEquals(each, PolicyFile.read("p.yaml", text).importYes(marketing));
        }
    }

    @Test
    void aPurposeKnowsItsFormerNames() {
        Policy policy = PolicyFile.read(
                "p.yaml", GOOD.replace("doubleOptIn: false", "doubleOptIn: false\n    formerly: [news, offers]"));
        assertEquals(
                Set.of(new Purpose("news"), new Purpose("offers")),
                policy.purposes().get(new Purpose("marketing")).formerly());
    }

    @Test
    void withoutATextOfItsOwnAStopToEverythingIsConfirmedByNamingAllPurposesAndAYesIsNot() {
        Messages all = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"))
                .messages()
                .orElseThrow();
        Map<Messages.MessageUse, Map<String, String>> texts = new EnumMap<>(all.texts());
        texts.remove(Messages.MessageUse.STOPPED_ALL);
        texts.remove(Messages.MessageUse.CONFIRMED);
        Messages few = new Messages(all.codes(), all.limits(), texts, all.titles());
        assertTrue(few.stoppedAll("en").contains("opted out of News and offers, Your orders"), few.stoppedAll("en"));
        assertEquals(Optional.empty(), few.confirmed(Set.of(), "en"));
    }

    @Test
    void repliesAreReadByThePacksAndWordsThatAreOn() {
        Policy without = PolicyFile.read("p.yaml", GOOD);
        assertEquals(Reading.OPT_OUT_EXACT, without.replies().read("STOP").reading());
        assertEquals(
                new Reply(Reading.OPT_OUT_EXACT, "marketing", false, false),
                without.replies().read("stop news"));
        assertEquals(Reading.NONE, without.replies().read("aus").reading());
        String section = "replies: {packs: [de], optOut: ['NO', 'go fish'], help: ['what?']}\n";
        Policy with = PolicyFile.read("p.yaml", GOOD + section);
        for (String optOut : List.of("aus", "no", "Go Fish!")) {
            assertEquals(Reading.OPT_OUT_EXACT, with.replies().read(optOut).reading(), optOut);
        }
        assertEquals(Reading.HELP, with.replies().read("WHAT").reading());
    }

    @Test
    void theExampleHasNoMistake() {
        Policy policy = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));
        Notice notice = policy.newest("signup").orElseThrow();
        assertEquals(
                List.of("en", "es", "fr", "de"), List.copyOf(notice.wordings().keySet()));
        assertEquals(2, policy.purposes().size());
    }

    @ParameterizedTest
    @CsvSource({
        "We ask.,We  beg.",
        "News,Offers",
        "By text message.,By call.",
        "And we check.,And we sell.",
        "Reply STOP.,Reply NO.",
        "name: Harbour Books,name: Another",
        "example/privacy,example/other",
    })
    void everyWordThatIsShownCountsInTheHash(String from, String to) {
        assertNotEquals(sha256(GOOD), sha256(GOOD.replace(from, to)));
    }

    @Test
    void theNewestVersionIsShownAndOlderOnesAreKnown() {
        String more = GOOD.replace("limits:", """
                  - id: signup
                    version: 2
                    purposes: [marketing]
                    text: {en: We ask again.}
                    maintenance: {en: And we check.}
                    optOut: {en: Reply STOP.}
                limits:""");
        Policy policy = PolicyFile.read("p.yaml", more);
        assertEquals(2, policy.newest("signup").orElseThrow().version());
        assertTrue(policy.notice("signup", 1).isPresent());
        assertTrue(policy.newest("other").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "  name: Harbour Books|  name:|2|controller.name|is not a text",
                "  name: Harbour Books||3|controller.name|is missing",
                "https://harbour-books.example/privacy|ftp://x|4|controller.privacyPage|\"ftp://x\" is not a web address",
                "languages: [en]|languages: [english_uk]|5|languages|\"english_uk\" is not a language",
                "languages: [en]|languages: [en, de]|8|purposes.marketing.title.de|is missing",
                "languages: [en]|languages: [en, en]|5|languages|is there twice",
                "languages: [en]|languages: []|5|languages|is not a list with something in it",
                "  marketing:|  Marketing:|8|purposes.Marketing|is not a purpose's id",
                "  marketing:|  maintenance:|8|purposes.maintenance|is reserved",
                "  marketing:|  held:|8|purposes.held|is reserved",
                "  marketing:|  import:|8|purposes.import|is reserved for files to import",
                "channels: [sms]|channels: [fax]|10|purposes.marketing.channels|known are sms, voice, whatsapp, rcs",
                "expiresAfter: P2Y|expiresAfter: 2 years|11|purposes.marketing.expiresAfter|\"2 years\" is not a period of up to 100 years (ISO 8601); write for example `P2Y`",
                "expiresAfter: P2Y|expiresAfter: P-1D|11|purposes.marketing.expiresAfter|is not a period of up to 100 years",
                "expiresAfter: P2Y|expiresAfter: P1M-30D|11|purposes.marketing.expiresAfter|is not a period of up to 100 years",
                "expiresAfter: P2Y|expiresAfter: P0D|11|purposes.marketing.expiresAfter|is not a period of up to 100 years",
                "expiresAfter: P2Y|expiresAfter: P999999999Y|11|purposes.marketing.expiresAfter|is not a period of up to 100 years",
                "name: Harbour Books|name: null|2|controller.name|is not a text",
                "contact: privacy@harbour-books.example|contact: ask us|3|controller.contact|\"ask us\" is not a mail address",
                "doubleOptIn: false|doubleOptIn: no|12|purposes.marketing.doubleOptIn|\"no\" is not true or false",
                "doubleOptIn: false|doubleOptIn: true|1|messages|is missing, and `marketing` has doubleOptIn",
                "doubleOptIn: false|lineTypes: [TOLL_FREE]|12|purposes.marketing.lineTypes|choose among MOBILE, FIXED_LINE_OR_MOBILE, FIXED_LINE, VOIP",
                "doubleOptIn: false|formerly: [marketing]|8|purposes.marketing|which is a purpose of this policy; take one out",
                "doubleOptIn: false|formerly: [Old Name]|12|purposes.marketing.formerly|is not a purpose's id that the policy had before",
                "doubleOptIn: false|importYes: yes|12|purposes.marketing.importYes|\"yes\" is not what an imported yes without evidence does: refused, requested or granted",
                "doubleOptIn: false|colour: red|12|purposes.marketing.colour|is not a field here; known are title, description",
                "- id: signup|- id: Sign up|14|notices[0].id|is not a notice's id",
                "version: 1|version: one|15|notices[0].version|\"one\" is not a whole number from 1",
                "version: 1|version: 0|15|notices[0].version|is not a whole number from 1",
                "purposes: [marketing]|purposes: [service]|16|notices[0].purposes|known are marketing",
                "    maintenance: {en: And we check.}||14|notices[0].maintenance|is missing",
                "    optOut: {en: Reply STOP.}||14|notices[0].optOut|is missing",
                "tries: 20|tries: -1|21|limits.perAddress.tries|\"-1\" is not a whole number from 1",
                "per: PT10M|per: P2D|22|limits.perAddressAndNumber.per|is not a duration from a second to a day",
                "limits:|replies: {packs: [xx]}`n`limits:|20|replies.packs|\"xx\" is not a pack of words; known are ar, da, de,",
                "limits:|replies: {optOut: ['!']}`n`limits:|20|replies.optOut|\"!\" is not a word",
                "limits:|replies: {stop: [x]}`n`limits:|20|replies.stop|is not a field here; known are packs, optOut, help",
                "limits:|senders: [{number: '+12025550100', provider: generic}]`n`messages: {codes: '+12025550100'}`n`limits:|21|messages.codes|is a number of the provider generic, which only receives",
                "limits:|senders: [{number: '+12025550100', provider: twilio}]`n`messages: {codes: '+12025550101'}`n`limits:|21|messages.codes|is not the number of one of the senders",
                "limits:|keeping: {}`n`limits:|20|keeping|is not a field here",
                "languages: [en]|languages: [en]`n`languages: [en]|6|languages|is there twice",
            })
    void aMistakeIsToldWithFileLineFieldAndCure(String from, String to, int line, String field, String what) {
        String yaml = GOOD.replace(from, to == null ? "" : to.replace("`n`", "\n"));
        List<String> mistakes = mistakes(yaml);
        String start = "p.yaml:" + line + ": " + field + ": ";
        assertTrue(
                mistakes.stream().anyMatch(m -> m.startsWith(start) && m.contains(what)),
                () -> String.join("\n", mistakes));
    }

    @Test
    void allMistakesAreToldAtOnceInTheFilesOrder() {
        List<String> mistakes = mistakes(
                GOOD.replace("P2Y", "soon").replace("tries: 20", "tries: many").replace("[sms]", "[]"));
        assertEquals(3, mistakes.size());
        assertEquals(
                List.of("p.yaml:10", "p.yaml:11", "p.yaml:21"),
                mistakes.stream().map(m -> m.substring(0, 9)).toList());
    }

    @Test
    void whatIsNotYamlIsToldWithItsLine() {
        assertTrue(mistakes(GOOD.replace("languages: [en]", "languages: [en"))
                .get(0)
                .startsWith("p.yaml:6: the file: is not YAML here"));
        assertEquals(List.of("p.yaml: is empty"), mistakes(""));
        assertTrue(mistakes("- a\n- b").get(0).contains("is not a mapping"));
    }

    @Test
    void aFileThatIsNotThereOrNotTextIsToldByName(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("none.yaml");
        var thrown = assertThrows(PolicyMistakesException.class, () -> PolicyFile.read(missing));
        assertTrue(thrown.getMessage().contains("none.yaml: cannot be read; RINGLOCK_POLICY names the policy file"));
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertTrue(assertThrows(PolicyMistakesException.class, () -> PolicyFile.read(binary))
                .getMessage()
                .contains("is not text in UTF-8"));
    }

    private static List<String> mistakes(String yaml) {
        return assertThrows(PolicyMistakesException.class, () -> PolicyFile.read("p.yaml", yaml))
                .mistakes();
    }

    private static String sha256(String yaml) {
        return PolicyFile.read("p.yaml", yaml)
                .notices()
                .get(0)
                .wording("en")
                .orElseThrow()
                .sha256();
    }
}
