package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mapping that was made of somebody's row. */
class PersonalWordsTest {

    private static final String MAPPING = """
            source: crm
            number: {column: Phone}
            rowId: {column: Id}
            decisions: [{purpose: {column: List, words: {News: marketing}}, answer: {column: Status, no: [out]}, how: form}]
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            column: Phone  > column: "+12025550123"   > /number/column
            column: Phone  > column: 12025550123      > /number/column
            column: Phone  > column: (202) 555-0123   > /number/column
            column: Phone  > column: "'2025550123"    > /number/column
            column: Phone  > column: 1.20E+10         > /number/column
            column: Phone  > columns: [a, ann@shop.example] > /number/columns/1
            column: Id     > column: ann@shop.example > /rowId/column
            column: List   > column: call 2025550123  > /decisions/0/purpose/column
            {News          > {"+12025550123"          > /decisions/0/purpose/words
            [out]          > [ann@shop.example]       > /decisions/0/answer/no/0
            how: form      > how: call of 202-555-0123 > /decisions/0/how
            how: form      > "+12025550123": 1        > /decisions/0
            source: crm    > columns: ["+12025550123"] > /columns/0
            """)
    void aCellInPlaceOfANameIsRefusedAndNotRepeated(String from, String to, String pointer) {
        List<MappingMistake> mistakes = assertThrows(
                        MappingMistakesException.class,
                        () -> Mapping.read(MAPPING.replace(from, to), MappedFile.POLICY))
                .mistakes();
        assertEquals(
                List.of(pointer), mistakes.stream().map(MappingMistake::pointer).toList());
        assertEquals("personal_data", mistakes.get(0).code());
        assertFalse(mistakes.toString().contains("0123"));
        assertFalse(mistakes.toString().contains("ann"));
    }

    @Test
    void namesWithDigitsAndDatesAndTheWordsOfANoticeAreFree() {
        assertDoesNotThrow(() -> Mapping.read(MAPPING, MappedFile.POLICY));
        assertDoesNotThrow(() -> Mapping.read("""
                source: crm-2024
                number: {columns: [Phone 1, phone_2, Tél. 1 (2024)]}
                decisions:
                  - {purpose: marketing, answer: no, decidedAt: 2024-03-01 10:00}
                  - purpose: service
                    answer: yes
                    legacy: {name: shop-2019, language: en, wording: "Call +1 202 555 0123 or write to us@shop.example"}
                """, MappedFile.POLICY));
    }
}
