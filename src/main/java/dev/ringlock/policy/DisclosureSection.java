package dev.ringlock.policy;

import dev.ringlock.policy.Disclosure.NumberRecipient;
import dev.ringlock.policy.Disclosure.RightsNotice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the file's {@code disclosure}. The section and each of its lines are optional. */
final class DisclosureSection {

    private static final String DPV = "https://w3id.org/dpv#";
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> ROLES = Set.of("processor", "third_party");
    private static final int LONGEST = 500;

    private final Mistakes mistakes;
    private final List<String> languages;
    private final Map<Purpose, Terms> terms;
    /** Read only where a policy names one. */
    private final Set<String> known = new TreeSet<>();

    DisclosureSection(Mistakes mistakes, List<String> languages, Map<Purpose, Terms> terms) {
        this.mistakes = mistakes;
        this.languages = languages;
        this.terms = terms;
    }

    Disclosure read(Section root) {
        return root.optional("disclosure").isEmpty()
                ? new Disclosure("", "", List.of(), List.of(), null, purposes(Map.of()))
                : root.section("disclosure", "{address: …}")
                        .map(this::disclosure)
                        .orElseThrow();
    }

    private Disclosure disclosure(Section section) {
        try (section) {
            return new Disclosure(
                    line(section, "controllerId", "https://harbour-books.example"),
                    line(section, "address", "1 Quay Street, Portland, ME 04101, USA"),
                    section.optional("storage").isEmpty()
                            ? List.of()
                            : section.values("storage", DisclosureSection::country, "a country (ISO 3166)", "[US]"),
                    recipients(section),
                    section.optional("rights").isEmpty() ? null : rights(section),
                    purposes(named(section)));
        }
    }

    private static String line(Section section, String name, String example) {
        return section.valueOr(
                name, "", DisclosureSection::text, "a text of up to " + LONGEST + " characters", example);
    }

    private List<NumberRecipient> recipients(Section section) {
        List<NumberRecipient> recipients = new ArrayList<>();
        if (section.optional("recipients").isEmpty()) {
            return recipients;
        }
        List<Node> nodes = section.list("recipients", "[{name: …, role: processor, contact: …, address: …}]");
        for (int i = 0; i < nodes.size(); i++) {
            recipients.add(recipient(new Section(mistakes, section.at("recipients") + "[" + i + "]", nodes.get(i))));
        }
        return recipients;
    }

    private NumberRecipient recipient(Section section) {
        try (section) {
            return new NumberRecipient(
                    section.text("name", "Example Messaging Ltd"),
                    section.value(
                            "role", "processor", DisclosureSection::role, "processor or third_party", "processor"),
                    section.value(
                            "contact",
                            "",
                            DisclosureSection::contact,
                            "a mail or web address",
                            "privacy@messaging.example"),
                    section.text("address", "2 Quay Street, Portland, ME 04101, USA"),
                    section.valueOr("country", "", DisclosureSection::country, "a country (ISO 3166)", "US"),
                    section.optional("purposes").isEmpty()
                            ? List.copyOf(terms.keySet())
                            : section.values("purposes", this::purpose, "a purpose of this policy", "[marketing]"));
        }
    }

    private @Nullable RightsNotice rights(Section section) {
        return section.section("rights", "{page: https://…, text: {en: …}}")
                .map(rights -> {
                    try (rights) {
                        return new RightsNotice(
                                rights.value(
                                        "page",
                                        "",
                                        Values::webAddress,
                                        "a web address",
                                        "https://harbour-books.example/rights"),
                                rights.perLanguage("text", languages),
                                line(rights, "authority", "the attorney general of your state"));
                    }
                })
                .orElse(null);
    }

    /** The purposes of DPV that the policy names itself. */
    private Map<Purpose, String> named(Section section) {
        Map<Purpose, String> named = new LinkedHashMap<>();
        if (section.optional("purposes").isPresent()) {
            section.section("purposes", "{marketing: DirectMarketing}").ifPresent(purposes -> {
                for (String id : purposes.names()) {
                    if (Purpose.isId(id) && terms.containsKey(new Purpose(id))) {
                        named.put(
                                new Purpose(id),
                                purposes.value(
                                        id,
                                        "",
                                        this::dpv,
                                        "a purpose of DPV that is listed; known are " + String.join(", ", known()),
                                        "DirectMarketing"));
                    } else {
                        purposes.mistakeAtName(id, "is not a purpose of this policy");
                    }
                }
            });
        }
        return named;
    }

    private Map<Purpose, String> purposes(Map<Purpose, String> named) {
        Map<Purpose, String> purposes = new LinkedHashMap<>();
        terms.forEach((purpose, found) -> purposes.put(purpose, DPV + named.getOrDefault(purpose, usual(found))));
        return purposes;
    }

    /** What is said of a kind of purpose unless the policy says something closer. */
    private static String usual(Terms terms) {
        return switch (terms.kind()) {
            case MARKETING -> "DirectMarketing";
            case TRANSACTIONAL -> "CommunicationManagement";
            case SECURITY -> "IdentityAuthentication";
        };
    }

    private Purpose purpose(String id) {
        return terms.keySet().stream()
                .filter(purpose -> purpose.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private String dpv(String term) {
        return require(term, known().contains(term));
    }

    private Set<String> known() {
        if (known.isEmpty()) {
            try (InputStream in =
                    Objects.requireNonNull(Disclosure.class.getResourceAsStream("/policy/dpv_purposes.csv"))) {
                known.addAll(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .collect(Collectors.toSet()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return known;
    }

    private static String text(String text) {
        return require(text.strip(), !text.isBlank() && text.length() <= LONGEST);
    }

    private static String role(String text) {
        return require(text, ROLES.contains(text));
    }

    private static String contact(String text) {
        return text.contains("@") ? Values.mailAddress(text) : Values.webAddress(text);
    }

    private static String country(String text) {
        return require(text, COUNTRIES.contains(text));
    }

    private static String require(String value, boolean good) {
        if (!good) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
