package dev.ringlock.policy;

import dev.ringlock.law.LawRow;
import dev.ringlock.law.LawTables;
import dev.ringlock.law.Laws;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.LineType;
import dev.ringlock.reply.Replies;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.ImportYes;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the owner's policy file. It reports all mistakes at once, each with its line and its cure. */
public final class PolicyFile {

    private static final Set<LineType> DEFAULT_LINES = Stream.of(LineType.values())
            .filter(type -> type.acceptance() == LineType.Acceptance.DEFAULT)
            .collect(Collectors.toUnmodifiableSet());
    private static final String LINES = Stream.of(LineType.values())
            .filter(type -> type.acceptance() != LineType.Acceptance.NEVER)
            .map(LineType::name)
            .collect(Collectors.joining(", "));
    private static final String KINDS =
            Stream.of(PurposeKind.values()).map(PurposeKind::id).collect(Collectors.joining(", "));
    private static final String CHANNELS =
            Stream.of(Channel.values()).map(Channel::id).collect(Collectors.joining(", "));
    /** One transaction cannot hold the compartments, entries and evidence of more purposes. */
    private static final int MOST_PURPOSES = 24;

    private static final int DEFAULT_ERASURE_REACHES = 7;

    private final Mistakes mistakes;
    private List<String> languages = List.of();
    private final Map<Purpose, Terms> terms = new LinkedHashMap<>();
    private final List<LawRow> caps = new ArrayList<>();
    private final Map<Purpose, Map<String, String>> titles = new LinkedHashMap<>();
    private final Map<Purpose, Map<String, String>> descriptions = new LinkedHashMap<>();

    private PolicyFile(String name) {
        this.mistakes = new Mistakes(name);
    }

    /**
     * Reads the file.
     *
     * @throws PolicyMistakesException if it has mistakes; the message lists them all
     */
    public static Policy read(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new PolicyMistakesException(List.of(file + ": is not text in UTF-8"));
        } catch (IOException e) {
            throw new PolicyMistakesException(
                    List.of(file + ": cannot be read; RINGLOCK_POLICY names the policy file"));
        }
    }

    /**
     * Reads a policy's text.
     *
     * @param name the file's name in messages
     * @throws PolicyMistakesException if it has mistakes; the message lists them all
     */
    public static Policy read(String name, String yaml) {
        PolicyFile file = new PolicyFile(name);
        Optional<Node> root = file.compose(yaml);
        Optional<Policy> policy = root.map(node -> file.policy(new Section(file.mistakes, "", node), version(yaml)));
        file.mistakes.refuseIfAny();
        return policy.orElseThrow(() -> new PolicyMistakesException(List.of(name + ": is empty")));
    }

    private static String version(String yaml) {
        return Sha256.hex(yaml, LawTables.text()).substring(0, 16);
    }

    private Optional<Node> compose(String yaml) {
        try {
            return new Compose(LoadSettings.builder().setLabel("policy").build()).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            mistakes.add(line, "", "is not YAML here: " + e.getProblem());
        } catch (YamlEngineException e) {
            mistakes.add(1, "", "is not YAML: it holds something that YAML does not allow");
        }
        return Optional.empty();
    }

    private Policy policy(Section root, String version) {
        Controller controller = root.section("controller", "{name: …, contact: …, privacyPage: https://…}")
                .map(this::controller)
                .orElse(new Controller("", "", ""));
        languages = root.values("languages", Values::language, "a language (BCP 47), such as en or pt-BR", "[en, es]");
        ZoneId timeZone = root.optional("timeZone").isEmpty()
                ? ZoneOffset.UTC
                : root.value("timeZone", ZoneOffset.UTC, Values::timeZone, "a time zone (IANA)", "Europe/Berlin");
        int erasureReaches = root.optional("erasureReaches").isEmpty()
                ? DEFAULT_ERASURE_REACHES
                : root.value("erasureReaches", 1, Values::recoveryDays, "a number of days from 1 to 35", "7");
        root.section("purposes", "{marketing: {…}}").ifPresent(this::purposes);
        List<Notice> notices = notices(controller, root.list("notices", "[{id: signup, version: 1, …}]"));
        Retention retention = RetentionSection.read(root, terms);
        Policy.CallerLimits limits = root.section("limits", "{perAddress: {tries: 60, per: PT1H}, …}")
                .map(this::limits)
                .orElse(new Policy.CallerLimits(Section.ONE, Section.ONE));
        List<Sender> senders = MessagesSection.senders(root, mistakes, terms.keySet(), this::knownPurpose);
        Optional<Messages> messages = MessagesSection.messages(root, senders, languages, titles);
        if (messages.isEmpty() && root.optional("messages").isEmpty()) {
            terms.values().stream()
                    .filter(Terms::doubleOptIn)
                    .forEach(unproved -> root.mistake(
                            "messages",
                            "is missing, and `" + unproved.purpose().id()
                                    + "` has doubleOptIn: its consents would wait for a code that nothing sends"));
        }
        StaffRules staff = StaffSection.read(root);
        Replies replies = RepliesSection.read(root, titles);
        Laws laws = new LawSection(mistakes, terms).read(root, caps);
        DatasetRules datasets = DatasetSection.read(root);
        Disclosure disclosure = new DisclosureSection(mistakes, languages, terms).read(root);
        root.close();
        return new Policy(
                controller,
                languages,
                timeZone,
                erasureReaches,
                terms,
                notices,
                retention,
                limits,
                senders,
                messages,
                staff,
                replies,
                laws,
                datasets,
                disclosure,
                version);
    }

    private Controller controller(Section section) {
        try (section) {
            return new Controller(
                    section.text("name", "Harbour Books Ltd"),
                    section.value(
                            "contact", "", Values::mailAddress, "a mail address", "privacy@harbour-books.example"),
                    section.value(
                            "privacyPage",
                            "",
                            Values::webAddress,
                            "a web address",
                            "https://harbour-books.example/privacy"));
        }
    }

    private void purposes(Section section) {
        for (String id : section.names()) {
            if (!Purpose.isId(id)) {
                section.mistake(
                        id, "is not a purpose's id; write lower-case letters, digits and dashes, such as `marketing`");
            } else if (id.equals(Purpose.MAINTENANCE.id())) {
                section.mistake(id, "is reserved; a notice names it in its field `maintenance`");
            } else if (id.equals(Purpose.HELD.id())) {
                section.mistake(id, "is reserved for the texts of held messages; choose another id");
            } else if (id.equals(Purpose.IMPORT.id())) {
                section.mistake(id, "is reserved for files to import; choose another id");
            } else {
                section.section(id, "{…}").ifPresent(found -> purpose(new Purpose(id), found));
            }
        }
        terms.forEach((purpose, found) -> found.formerly().stream()
                .filter(terms::containsKey)
                .forEach(former -> section.mistake(
                        purpose.id(),
                        "was formerly `" + former + "`, which is a purpose of this policy; take one out")));
        if (terms.size() > MOST_PURPOSES) {
            section.mistake("", "are more than " + MOST_PURPOSES + "; one transaction cannot keep more together");
        }
    }

    private void purpose(Purpose purpose, Section section) {
        try (section) {
            titles.put(purpose, section.perLanguage("title", languages));
            descriptions.put(purpose, section.perLanguage("description", languages));
            Set<Channel> channels = Set.copyOf(
                    section.values("channels", Values::channel, "a channel; known are " + CHANNELS, "[sms]"));
            Period expiresAfter = section.value(
                    "expiresAfter", Period.ofYears(1), Values::period, "a period of up to 100 years (ISO 8601)", "P2Y");
            boolean doubleOptIn = section.value("doubleOptIn", false, Values::bool, "true or false", "false");
            Set<LineType> lines = section.optional("lineTypes").isEmpty()
                    ? DEFAULT_LINES
                    : Set.copyOf(section.values(
                            "lineTypes",
                            Values::lineType,
                            "a kind of line that a person answers; choose among " + LINES,
                            "[MOBILE]"));
            PurposeKind kind = section.optional("kind").isEmpty()
                    ? PurposeKind.MARKETING
                    : section.value(
                            "kind",
                            PurposeKind.MARKETING,
                            Values::purposeKind,
                            "a kind of use; known are " + KINDS,
                            "transactional");
            Set<Purpose> formerly = section.optional("formerly").isEmpty()
                    ? Set.of()
                    : Set.copyOf(section.values(
                            "formerly", Values::purpose, "a purpose's id that the policy had before", "[marketing]"));
            ImportYes importYes = section.valueOr(
                    "importYes",
                    ImportYes.REFUSED,
                    Values::importYes,
                    "what an imported yes without evidence does: refused, requested or granted",
                    "requested");
            Terms found = new Terms(purpose, channels, expiresAfter, doubleOptIn, lines, kind, importYes, formerly);
            terms.put(purpose, found);
            caps.addAll(LawSection.capsOf(section, found, mistakes));
        }
    }

    private List<Notice> notices(Controller controller, List<Node> nodes) {
        List<Notice> notices = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Section section = new Section(mistakes, "notices[" + i + "]", nodes.get(i));
            Notice notice = notice(controller, section);
            boolean twice = notices.stream().anyMatch(n -> n.subject().equals(notice.subject()));
            if (twice) {
                section.mistake("version", "is there twice for this notice; give changed words a new version");
            }
            notices.add(notice);
        }
        return notices;
    }

    private Notice notice(Controller controller, Section section) {
        try (section) {
            String id = section.value(
                    "id", "signup", Values::noticeId, "a notice's id (lower-case letters, digits, dashes)", "signup");
            int version = section.value("version", 1, Values::positive, "a whole number from 1", "1");
            List<Purpose> purposes = section.values(
                    "purposes",
                    this::knownPurpose,
                    "a purpose of this policy; known are "
                            + terms.keySet().stream().map(Purpose::id).collect(Collectors.joining(", ")),
                    "[marketing]");
            Map<String, String> text = section.perLanguage("text", languages);
            Map<String, String> maintenance = section.perLanguage("maintenance", languages);
            Map<String, String> optOut = section.perLanguage("optOut", languages);
            Map<String, String> question =
                    section.optional("question").isEmpty() ? Map.of() : section.perLanguage("question", languages);
            Map<String, Wording> wordings = new LinkedHashMap<>();
            for (String language : languages) {
                List<Wording.Box> boxes =
                        purposes.stream().map(p -> box(p, language)).toList();
                wordings.put(
                        language,
                        new Wording(
                                language,
                                controller,
                                text.getOrDefault(language, ""),
                                boxes,
                                maintenance.getOrDefault(language, ""),
                                optOut.getOrDefault(language, ""),
                                question.getOrDefault(language, "")));
            }
            return new Notice(id, version, purposes, wordings);
        }
    }

    private Wording.Box box(Purpose purpose, String language) {
        return new Wording.Box(
                purpose,
                titles.getOrDefault(purpose, Map.of()).getOrDefault(language, ""),
                descriptions.getOrDefault(purpose, Map.of()).getOrDefault(language, ""));
    }

    private Policy.CallerLimits limits(Section section) {
        try (section) {
            return new Policy.CallerLimits(section.limit("perAddress"), section.limit("perAddressAndNumber"));
        }
    }

    private Purpose knownPurpose(String id) {
        return terms.keySet().stream()
                .filter(purpose -> purpose.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
