package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ringlock.imports.rows.WrittenDate.DateOrder;
import dev.ringlock.imports.rows.WrittenDate.ReadDate;
import dev.ringlock.imports.rows.WrittenDate.RefusedDate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenDateTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            2024-03-01T10:00:00Z             > FOUND        > 2024-03-01T10:00:00Z
            2024-03-01T10:00:00.123+02:00    > FOUND        > 2024-03-01T08:00:00Z
            2024-03-01 10:00:00 UTC          > FOUND        > 2024-03-01T10:00:00Z
            2024-03-01 10:00                 > FOUND        > 2024-03-01T09:00:00Z
            2024/3/1 10:00:00                > FOUND        > 2024-03-01T09:00:00Z
            20240301100000                   > FOUND        > 2024-03-01T09:00:00Z
            1709287200                       > FOUND        > 2024-03-01T10:00:00Z
            1709287200.5                     > FOUND        > 2024-03-01T10:00:00Z
            1709287200123                    > FOUND        > 2024-03-01T10:00:00Z
            1709287200                       > SECONDS      > 2024-03-01T10:00:00Z
            1709287200000                    > MILLISECONDS > 2024-03-01T10:00:00Z
            31.3.2024 10:00                  > FOUND        > 2024-03-31T08:00:00Z
            3/31/2024 10:00 AM               > FOUND        > 2024-03-31T08:00:00Z
            3/4/2024 12:30 PM                > MDY          > 2024-03-04T11:30:00Z
            3/4/2024 12:30 a.m.              > MDY          > 2024-03-03T23:30:00Z
            3/4/2024 10:00                   > DMY          > 2024-04-03T08:00:00Z
            3.4.24 10:00                     > DMY          > 2024-04-03T08:00:00Z
            24-03-04 10:00                   > YMD          > 2024-03-04T09:00:00Z
            31 Jan 2024 10:00                > FOUND        > 2024-01-31T09:00:00Z
            January 31, 2024 at 10:00 AM     > FOUND        > 2024-01-31T09:00:00Z
            31. Januar 2024, 10:00           > FOUND        > 2024-01-31T09:00:00Z
            1er mars 2024 10:00              > FOUND        > 2024-03-01T09:00:00Z
            31 de enero de 2024 10:00        > FOUND        > 2024-01-31T09:00:00Z
            Wed, 31 Jan 2024 10:00:00 +0000  > FOUND        > 2024-01-31T10:00:00Z
            45352.5                          > EXCEL        > 2024-03-01T11:00:00Z
            2024-03-01 10:00 (UTC)           > FOUND        > 2024-03-01T10:00:00Z
            2024-03-01 10:00 +0000 (UTC)     > FOUND        > 2024-03-01T10:00:00Z
            2024-03-01T10:00:00[UTC]         > FOUND        > 2024-03-01T10:00:00Z
            2024-03-01T10:00:00[America/New_York] > FOUND   > 2024-03-01T15:00:00Z
            2024-03-01T10:00:00-05:00[America/New_York] > FOUND > 2024-03-01T15:00:00Z
            """)
    void aDateWithOneMeaningIsRead(String text, DateOrder order, Instant instant) {
        ReadDate read = assertInstanceOf(ReadDate.class, WrittenDate.read(text, order, BERLIN));
        assertEquals(instant, read.first());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            2024-03-01   > FOUND
            1.3.2024     > DMY
            20240301     > FOUND
            1 March 2024 > FOUND
            45352        > EXCEL
            """)
    void aDateWithoutATimeIsAWholeDayWhereItWasSaid(String text, DateOrder order) {
        assertEquals(
                new ReadDate(Instant.parse("2024-02-29T23:00:00Z"), Instant.parse("2024-03-01T22:59:59.999Z")),
                WrittenDate.read(text, order, BERLIN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            3/4/2024            > FOUND > AMBIGUOUS_DATE
            03.04.24            > FOUND > AMBIGUOUS_DATE
            30.2.2024           > FOUND > IMPOSSIBLE_DATE
            2024-13-01          > FOUND > IMPOSSIBLE_DATE
            0000-00-00          > FOUND > IMPOSSIBLE_DATE
            13/13/2024          > FOUND > IMPOSSIBLE_DATE
            3/31/2024           > DMY   > IMPOSSIBLE_DATE
            2024-03-01 25:00    > FOUND > IMPOSSIBLE_DATE
            2024-03-01 13:00 PM > FOUND > IMPOSSIBLE_DATE
            2024-03-01 10:00 EST > FOUND > UNREADABLE_DATE
            2024-03-01 10:00 +02:00 (UTC) > FOUND > UNREADABLE_DATE
            2024-03-01T10:00:00+05:00[Europe/Berlin] > FOUND > UNREADABLE_DATE
            2024-03-01T10:00:00[Mars/Olympus] > FOUND > UNREADABLE_DATE
            45352               > FOUND > UNREADABLE_DATE
            yesterday           > FOUND > UNREADABLE_DATE
            1 Foo 2024          > FOUND > UNREADABLE_DATE
            99999999999999999   > FOUND > UNREADABLE_DATE
            """)
    void aDateWithNoneOrSeveralMeaningsIsRefused(String text, DateOrder order, RowFaultKind reason) {
        assertEquals(new RefusedDate(reason), WrittenDate.read(text, order, BERLIN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            2024-03-01T10:00:00Z  > FOUND > 2024-03-01T10:00:00.999Z
            2024-03-01T10:00Z     > FOUND > 2024-03-01T10:00:59.999Z
            2024-03-01 10:05      > FOUND > 2024-03-01T09:05:59.999Z
            1.3.2024 10 AM        > DMY   >
            1709287200            > FOUND > 2024-03-01T10:00:00.999Z
            20240301100000        > FOUND > 2024-03-01T09:00:00.999Z
            45352.5               > EXCEL > 2024-03-01T13:23:59.999Z
            45352.50000           > EXCEL > 2024-03-01T11:00:00.999Z
            """)
    void aTextIsOverAtTheEndOfItsLastUnit(String text, DateOrder order, @Nullable Instant last) {
        assertEquals(
                Stream.ofNullable(last).toList(),
                WrittenDate.readings(text, order, BERLIN).stream()
                        .map(ReadDate::last)
                        .toList());
    }

    @Test
    void aDateWithSeveralMeaningsTellsThemAll() {
        assertEquals(
                List.of(Instant.parse("2024-04-02T22:00:00Z"), Instant.parse("2024-03-03T23:00:00Z")),
                WrittenDate.readings("3/4/2024", DateOrder.FOUND, BERLIN).stream()
                        .map(ReadDate::first)
                        .toList());
    }
}
