package dev.ringlock.phone;

import java.util.List;
import java.util.stream.Stream;

/** The known changes of the countries' numbering plans, each with its source. */
final class PlanHistory {

    static final List<PlanChange> ALL = Stream.of(africa(), egypt(), ivoryCoast(), americas(), chile(), asia())
            .flatMap(List::stream)
            .toList();

    private PlanHistory() {}

    private static List<PlanChange> africa() {
        return List.of(
                // Benin, ARCEP, 30 November 2024: 01 before every number
                PlanChange.before("229", "01", "\\d{8}"),
                // Gabon, ARCEP, 15 November 2019: the operator's digit (1 landlines, 6 Libertis and Moov, 7 Airtel) in
                // place of the 0. Older forms worked until April 2024. There was no 0 before 2005. libphonenumber's
                // "migrator" has the same five rows (recipes.csv).
                PlanChange.evenIfValid(PlanChange.instead("241", "0", "1", "1\\d{6}")),
                PlanChange.evenIfValid(PlanChange.instead("241", "0", "6", "[256]\\d{6}")),
                PlanChange.evenIfValid(PlanChange.instead("241", "0", "7", "[47]\\d{6}")),
                PlanChange.evenIfValid(PlanChange.before("241", "1", "1\\d{6}")),
                PlanChange.evenIfValid(PlanChange.before("241", "6", "[256]\\d{6}")),
                PlanChange.evenIfValid(PlanChange.before("241", "7", "[47]\\d{6}")),
                // No row of 2019 names 03. Its two forms of 2005 are one.
                PlanChange.evenIfValid(PlanChange.before("241", "0", "3\\d{6}")),
                // Cameroon, ART, 21 November 2014: 6 before mobiles, 2 before Camtel's lines
                PlanChange.before("237", "6", "(?:[79]\\d|66)\\d{6}"),
                PlanChange.before("237", "2", "(?:22|33)\\d{6}"),
                // Mauritius, ICTA, 1 September 2013: 5 before mobiles. Landlines kept seven digits.
                PlanChange.before("230", "5", "[79]\\d{6}"),
                PlanChange.before("230", "5", "(?:2[59]|4\\d|8\\d)\\d{5}").when(PlanChange.When.NEWER_IS_MOBILE));
    }

    /** Egypt, NTRA, 6 October 2011: eleven digits for mobiles, by operator. 15 is left out: it is an area code too. */
    private static List<PlanChange> egypt() {
        return Stream.of("10 100", "16 106", "19 109", "11 111", "14 114", "12 122", "17 127", "18 128")
                .map(row -> row.split(" ", 2))
                .map(row -> PlanChange.instead("20", row[0], row[1], "\\d{7}"))
                .toList();
    }

    /**
     * Côte d'Ivoire, ARTCI, 31 January 2021: eight digits became ten. Two new digits at the front name the operator.
     * The second digit named a mobile's operator (0 to 3 Moov, 4 to 6 MTN, 7 to 9 Orange), the third a landline's.
     */
    private static List<PlanChange> ivoryCoast() {
        return List.of(
                PlanChange.before("225", "01", "(?:0[1-3]|[457][0-3])\\d{6}"),
                PlanChange.before("225", "05", "[04-9][4-6]\\d{6}"),
                PlanChange.before("225", "07", "[04-9][7-9]\\d{6}"),
                PlanChange.before("225", "21", "2[0-3]8\\d{5}"),
                PlanChange.before("225", "25", "(?:2[0-4]|3[0-6])0\\d{5}"),
                PlanChange.before(
                        "225", "27", "(?:2(?:0[23]|1[2357]|2[45]|3[45]|4[3-5])|3(?:06|1[69]|[2-4]7|59|68))\\d{5}"));
    }

    private static List<PlanChange> americas() {
        return List.of(
                // Mexico, IFT, 3 August 2019: no more 1 before mobile numbers
                PlanChange.instead("52", "1", "", "\\d{10}"),
                // Brazil, Anatel, Resolution 553 of 2010, from 2012 to 2016: a 9 after the area code of mobiles.
                // Metadata knows eight digits from 7 on: Nextel's radios, which kept them until their network ended in
                // 2018.
                PlanChange.change("55", "([1-9]{2})([6-9]\\d{7})", "$19$2", "([1-9]{2})9([6-9]\\d{7})", "$1$2")
                        .when(PlanChange.When.EVEN_IF_OLDER_IS_VALID),
                // Argentina: mobiles are dialled with a 9 from abroad, and senders drop it. The form without it is
                // valid too: as a landline, and metadata cannot tell the two apart. Such a landline is read as a mobile
                // here.
                PlanChange.evenIfValid(PlanChange.before("54", "9", "[1-8]\\d{9}")),
                // Ecuador, Arcotel, 30 September 2012: 9 before mobiles
                PlanChange.before("593", "9", "[89]\\d{7}"),
                // Colombia, CRC, Resolution 5826 of 2019, 1 September 2021: 60 before landlines
                PlanChange.before("57", "60", "[124-8]\\d{7}"),
                // Costa Rica, ICE, 20 March 2008: 8 before mobiles, 2 before landlines
                PlanChange.before("506", "8", "[38]\\d{6}"),
                PlanChange.before("506", "2", "[24-7]\\d{6}"));
    }

    /**
     * Chile, Subtel: 9 before mobiles (from landlines and abroad on 19 August 2006, everywhere on 6 February 2016), 2
     * before a landline's own number (October 2012 to July 2013). Eight digits that begin with an area code between 51
     * and 75 stay as they are: they may be an old landline or a mobile without its 9.
     */
    private static List<PlanChange> chile() {
        return List.of(
                PlanChange.before("56", "9", "(?:[89]\\d|5[0469]|6[02689]|7[046-9])\\d{6}"),
                PlanChange.before("56", "2", "2\\d{7}"),
                PlanChange.change("56", "(3[2-5]|4[1-35])(\\d{6})", "$12$2", "(3[2-5]|4[1-35])2(\\d{6})", "$1$2"));
    }

    private static List<PlanChange> asia() {
        // Vietnam, MIC, 15 September 2018: ten digits became nine. libphonenumber's "migrator" has the same rows.
        Stream<PlanChange> vietnam = Stream.of(
                        "120 70", "121 79", "122 77", "126 76", "128 78", "123 83", "124 84", "125 85", "127 81",
                        "129 82", "162 32", "163 33", "164 34", "165 35", "166 36", "167 37", "168 38", "169 39",
                        "186 56", "188 58", "199 59")
                .map(row -> row.split(" ", 2))
                .map(row -> PlanChange.instead("84", row[0], row[1], "\\d{7}"));
        // Qatar, ictQATAR, 28 July 2010: the first digit is doubled
        Stream<PlanChange> qatar =
                Stream.of("3", "4", "5", "6", "7").map(first -> PlanChange.before("974", first, first + "\\d{6}"));
        return Stream.concat(vietnam, qatar).toList();
    }
}
