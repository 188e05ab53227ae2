package dev.ringlock.imports.rows;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file as no system should write it: a byte order mark, mixed separators and line ends, a line of any length, formulas,
 * duplicates, contradictory rows, the numbers of thirty countries in four ways of writing, a rounded number, and dates in
 * many orders. It knows what is to come of each of its rows. The long line is made while it is read.
 */
public final class DirtyFile {

    /** The mapping for it, in the policy of Harbour Books. */
    public static final String MAPPING = """
            source: dirty-crm
            number: {column: Phone, region: {column: Country}}
            rowId: {column: Id}
            decidedAt: {column: When}
            how: {column: How}
            evidence: {column: Proof}
            notice: {id: signup, version: 1, language: en}
            decisions:
              - {purpose: marketing, answer: {column: Status}}
            """;

    private static final List<String> COUNTRIES = List.of(
            "US", "GB", "DE", "FR", "ES", "IT", "NL", "BE", "CH", "AT", "SE", "NO", "DK", "FI", "PL", "PT", "IE", "CZ",
            "GR", "TR", "IN", "CN", "JP", "KR", "AU", "NZ", "ZA", "MX", "AR", "BR");

    private static final List<String> DATES = List.of(
            "2024-03-01T10:00:00Z",
            "31.01.2024",
            "01/31/2024",
            "1709287200",
            "1709287200000",
            "31 Jan 2024",
            "January 31, 2024",
            "2024/01/31 10:15",
            "20240131",
            "31-01-2024 10:15:00 +01:00");

    private static final List<String> ENDS = List.of("\n", "\r\n", "\r");
    private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|");

    private final long longLine;
    private final StringBuilder text = new StringBuilder("\uFEFF");
    private final List<String> beforeLongLine = new ArrayList<>();
    private final Map<Long, String> expected = new TreeMap<>();
    private long line = 1;
    private int rows;
    private long undatedNoes;

    /** @param longLine how many characters its longest line has */
    public DirtyFile(long longLine) {
        this.longLine = longLine;
        write("Id,Phone,Country,Status,When,How,Proof");
        countries();
        dates();
        numbers();
        brokenRows();
        longLine();
        contradictions();
    }

    /** Its bytes from the beginning. */
    public InputStream open() {
        List<InputStream> parts = new ArrayList<>();
        beforeLongLine.forEach(part -> parts.add(bytes(part)));
        parts.add(1, new InputStream() {
            private long left = longLine;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int from, int length) {
                int made = (int) Math.min(length, left);
                Arrays.fill(target, from, from + made, (byte) 'x');
                left -= made;
                return made > 0 ? made : -1;
            }
        });
        parts.add(bytes(text.toString()));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    /** What comes of each row, by its line: {@code yes}, {@code no}, {@code nothing}, or the code of why it is refused. */
    public Map<Long, String> expected() {
        return expected;
    }

    /** How many of its noes have a date that cannot be read. They are taken, and listed. */
    public long undatedNoes() {
        return undatedNoes;
    }

    private void countries() {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        for (String country : COUNTRIES) {
            Phonenumber.PhoneNumber number = numbers.getExampleNumberForType(country, PhoneNumberType.MOBILE);
            for (PhoneNumberFormat format : PhoneNumberFormat.values()) {
                row("yes", numbers.format(number, format), country, "subscribed");
            }
        }
    }

    private void dates() {
        for (int i = 0; i < DATES.size(); i++) {
            row("yes", "+1202555010" + i, "", "opted_in", DATES.get(i));
        }
        row("ambiguous_date", "+12025550110", "", "yes", "03/04/2024");
        row("impossible_date", "+12025550111", "", "yes", "2024-02-30");
        row("future_date", "+12025550112", "", "yes", "2126-01-01");
        row("unreadable_date", "+12025550113", "", "yes", "45352");
        row("no", "+12025550114", "", "STOP", "the day before yesterday");
        row("no", "+12025550115", "", "unsubscribed", "2126-01-01");
        undatedNoes += 2;
    }

    private void numbers() {
        row("rounded_number", "4.47E+11", "", "yes");
        row("rounded_number", "\"4,47E+11\"", "", "no");
        row("yes", "\"=\"\"+12025550120\"\"\"", "", "1");
        row("yes", "'+12025550121", "", "true");
        row("formula", "=1+1", "", "yes");
        row("formula", "\"=HYPERLINK(\"\"https://shop.example\"\",\"\"x\"\")\"", "", "no");
        row("formula", "@SUM(A1)", "", "no");
        row("region_needed", "2025550122", "", "no");
        row("yes", "(202) 555-0122", "Estados Unidos", "ja");
        row("yes", "12025550123.0", "US", "oui");
        row("several_numbers", "\"+12025550124, +12025550125\"", "", "no");
        row("no_number", "", "US", "no");
        row("nothing", "+12025550126", "", "");
        row("nothing", "nobody", "", "unknown");
        row("unknown_answer", "+12025550127", "", "perhaps");
        row("line_type", "+442079460000", "", "yes");
        row("no", "+442079460000", "", "no");
        row("invalid_number", "+12025550", "", "yes");
    }

    private void brokenRows() {
        refused("wrong_columns", "x1,+12025550130,US,yes");
        refused("wrong_columns", "x2,+12025550131,US,yes,2024-03-01,form,T-1,and,more");
        refused("broken_quotes", "x3,\"+12025550132,US,no,,form,T-2");
        row("no", "+12025550133", "US", "no");
        refused("broken_quotes", "x4,\"a\"b,US,no,,form,T-2");
        write("");
        write("   ");
        write(",,,,,,");
        expect("yes");
        write("x5,+12025550134,US,yes,2024-03-01,form,\"T-3");
        write("on two lines\"");
        expect("broken_quotes");
        write("x6,+12025550135,US,no,,form,\"T-4");
        expect("broken_quotes");
        write("x7,+12025550136,US,yes,2024-03-01,form,T-5");
        expect("broken_quotes");
        write("x8,\"");
        refused("personal_evidence", "x9,+12025550137,US,yes,2024-03-01,form,call of 202-555-0137");
    }

    private void longLine() {
        expect("too_long");
        String before = text + "x10,+12025550138,US,no,,form,";
        beforeLongLine.add(before);
        text.setLength(0);
        write("");
    }

    private void contradictions() {
        for (int i = 0; i < 5; i++) {
            row("yes", "+12025550140", "", "yes", "2024-03-01");
        }
        row("no", "+12025550140", "", "no", "2024-03-02");
        row("yes", "+12025550140", "", "yes", "2024-03-03");
        row("no", "+1 (202) 555-0140", "", "STOP", "2024-03-03");
    }

    private void row(String outcome, String number, String country, String status) {
        row(outcome, number, country, status, DATES.get(rows % DATES.size()));
    }

    private void row(String outcome, String number, String country, String status, String date) {
        expect(outcome);
        String cell = date.contains(",") ? "\"" + date + "\"" : date;
        boolean plain = !number.contains(",") && !cell.contains(",") && !number.contains(";");
        String separator = plain ? SEPARATORS.get(rows % SEPARATORS.size()) : ",";
        write(String.join(separator, "r" + rows, number, country, status, cell, "form", "T-" + rows));
    }

    private void refused(String code, String row) {
        expect(code);
        write(row);
    }

    private void expect(String outcome) {
        rows++;
        expected.put(line, outcome);
    }

    private void write(String row) {
        text.append(row).append(ENDS.get((int) (line % ENDS.size())));
        line++;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
