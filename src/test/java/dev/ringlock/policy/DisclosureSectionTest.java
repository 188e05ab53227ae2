package dev.ringlock.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureSectionTest {

    private static final int LINES = (int) PolicyFileTest.GOOD.lines().count();
    private static final Purpose MARKETING = new Purpose("marketing");

    private static Disclosure read(String section) {
        return PolicyFile.read("p.yaml", PolicyFileTest.GOOD + section).disclosure();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "disclosure: {}\n"})
    void whatIsNotSaidIsNotStatedAndNoRecordIsComplete(String section) {
        Disclosure disclosure = read(section);
        assertEquals("", disclosure.address());
        assertEquals(List.of(), disclosure.recipients());
        assertNull(disclosure.rights());
        assertEquals(
                "https://w3id.org/dpv#DirectMarketing", disclosure.purposes().get(MARKETING));
        assertFalse(disclosure.isComplete());
    }

    @Test
    void theExampleStatesAll() {
        Disclosure disclosure = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"))
                .disclosure();
        assertTrue(disclosure.isComplete());
        assertEquals(List.of("US"), disclosure.storage());
        assertEquals(2, disclosure.recipients().get(0).purposes().size());
        assertNotNull(disclosure.rights());
        assertEquals(
                "https://w3id.org/dpv#CustomerOrderManagement",
                disclosure.purposes().get(new Purpose("service")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disclosure: much|disclosure|is not a mapping",
                "disclosure: {place: US}|disclosure.place|is not a field here",
                "disclosure: {address: ''}|disclosure.address|is not a text",
                "disclosure: {storage: [USA]}|disclosure.storage|\"USA\" is not a country (ISO 3166)",
                "disclosure: {recipients: [{name: A, role: friend, contact: a@b.example, address: C}]}|disclosure.recipients[0].role|\"friend\" is not processor or third_party",
                "disclosure: {recipients: [{name: A, role: processor, contact: here, address: C}]}|disclosure.recipients[0].contact|\"here\" is not a mail or web address",
                "disclosure: {recipients: [{name: A, role: processor, contact: a@b.example}]}|disclosure.recipients[0].address|is missing",
                "disclosure: {recipients: [{name: A, role: processor, contact: a@b.example, address: C, purposes: [sales]}]}|disclosure.recipients[0].purposes|\"sales\" is not a purpose of this policy",
                "disclosure: {purposes: {sales: Marketing}}|disclosure.purposes.sales|is not a purpose of this policy",
                "disclosure: {purposes: {marketing: Selling}}|disclosure.purposes.marketing|\"Selling\" is not a purpose of DPV that is listed",
            })
    void aMistakeIsToldWithFileLineFieldAndCure(String section, String field, String what) {
        List<String> told = assertThrows(PolicyMistakesException.class, () -> read(section + "\n"))
                .mistakes();
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("p.yaml:" + (LINES + 1) + ": " + field + ": "), told::toString);
        assertTrue(told.get(0).contains(what), told::toString);
    }
}
