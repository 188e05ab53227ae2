package dev.ringlock.imports.run;

import dev.ringlock.imports.run.ImportAct.CheckedFile;
import dev.ringlock.imports.run.ImportAct.OrderedWork;
import dev.ringlock.imports.run.ImportProgress.CheckFlag;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.NumberInText;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ledger's entries about an import as a whole: who did what with which file. They hold no number. */
final class ImportEntries {

    /** The entry also starts the work on AWS: an event goes to the state machine. */
    private static final Map<String, String> STARTS = Map.of("told_as", "import.asked");

    private static final int LONGEST_MAPPING = 20_000;
    private static final Pattern MAIL = Pattern.compile("\\S@\\S");

    private final NumberInText numbers;

    ImportEntries(NumberInText numbers) {
        this.numbers = numbers;
    }

    /** @param place its place on the ledger */
    Entry of(ImportManifest before, ImportAct act, Ulid place) {
        TreeMap<String, String> fields = new TreeMap<>(Map.of(
                "import", before.order().importId(),
                "source", before.order().source(),
                "actor", act.who()));
        switch (act.kind()) {
            case CHECK -> {
                fields.putAll(STARTS);
                mapping(Objects.requireNonNull(act.work()), fields);
            }
            case RUN -> {
                fields.putAll(STARTS);
                mapping(Objects.requireNonNull(act.work()), fields);
                file(before, fields);
            }
            case CHECKED -> checked(Objects.requireNonNull(act.checked()), fields);
            case CANCELLED -> {
                // a step has to delete its file
                fields.putAll(STARTS);
                file(before, fields);
            }
            default -> file(before, fields);
        }
        if (act.counts() != null) {
            counts(act.counts(), fields);
        }
        if (act.problem() != null) {
            fields.put("problem", act.problem().code());
        }
        return new Entry("import/" + before.order().importId(), place, event(act), act.instant(), "", fields);
    }

    /** The file that was checked last, if any was. */
    private static void file(ImportManifest before, Map<String, String> fields) {
        before.checked().ifPresent(checked -> fields.put("file_sha256", checked.sha256()));
    }

    private static Event event(ImportAct act) {
        return switch (act.kind()) {
            case CHECK -> Event.IMPORT_ASKED;
            case CHECKED -> Event.IMPORT_CHECKED;
            case RUN -> Event.IMPORT_STARTED;
            case DONE -> Event.IMPORT_DONE;
            case CANCELLED, COUNTED -> Event.IMPORT_CANCELLED;
            case FAILED, RETURNED -> Event.IMPORT_FAILED;
        };
    }

    private void mapping(OrderedWork work, Map<String, String> fields) {
        fields.put("mapping_sha256", Sha256.hex(work.mapping()));
        fields.put("policy_version", work.policyVersion());
        fields.put("parts", String.valueOf(work.sent().parts()));
        fields.put("bytes", String.valueOf(work.sent().bytes()));
        fields.put("events", String.valueOf(work.events()));
        boolean maybePersonal = MAIL.matcher(work.mapping()).find()
                || numbers.in(work.mapping()).isPresent();
        if (!maybePersonal && work.mapping().length() <= LONGEST_MAPPING) {
            fields.put("mapping", work.mapping());
        }
    }

    private static void checked(CheckedFile checked, Map<String, String> fields) {
        fields.put("file_sha256", checked.sha256());
        fields.put("policy_version", checked.result().policyVersion());
        if (!checked.result().flags().isEmpty()) {
            fields.put(
                    "flags",
                    checked.result().flags().stream().map(CheckFlag::sign).collect(Collectors.joining(" ")));
        }
        counts(checked.result().counts(), fields);
    }

    private static void counts(ImportCounts counts, Map<String, String> fields) {
        fields.put("rows", String.valueOf(counts.rows()));
        fields.put("rows_silent", String.valueOf(counts.silent()));
        fields.put("rows_faulty", String.valueOf(counts.faulty()));
        fields.put("rows_refused_noes", String.valueOf(counts.refusedNoes()));
        counts.outcomes().forEach((outcome, count) -> fields.put("count_" + outcome, String.valueOf(count)));
        counts.faults().forEach((fault, count) -> fields.put("fault_" + fault, String.valueOf(count)));
    }
}
