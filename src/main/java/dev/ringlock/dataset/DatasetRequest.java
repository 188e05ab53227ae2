package dev.ringlock.dataset;

import dev.ringlock.access.Actor;
import dev.ringlock.dataset.guard.Filter;
import dev.ringlock.dataset.guard.GuardedColumn;
import dev.ringlock.dataset.run.DatasetColumns;
import dev.ringlock.dataset.run.DatasetKind;
import dev.ringlock.dataset.run.DatasetOrder;
import dev.ringlock.http.Fields;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.NumberInText;
import dev.ringlock.policy.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request for a dataset.
 *
 * @param weeks that a dataset of events looks back; 0 for other kinds
 * @param reason what it is for
 */
record DatasetRequest(
        DatasetKind kind, List<String> columns, List<Filter> filters, int weeks, String reason, int keptDays) {

    private static final Set<String> KINDS =
            Stream.of(DatasetKind.values()).map(DatasetKind::id).collect(Collectors.toUnmodifiableSet());

    /** The guard looks at each combination of their levels. */
    private static final int MOST_COLUMNS = 8;

    private static final int MOST_FILTERS = 8;
    private static final int MOST_VALUES = 50;
    private static final int WEEKS = 26;
    private static final int MOST_WEEKS = 104;
    private static final int LONGEST_REASON = 200;
    /** Too few digits for a phone number: the ledger keeps it in clear. */
    private static final Pattern VALUE = Pattern.compile("(?=.{1,64}$)[A-Za-z_.-]*(?:[0-9][A-Za-z_.-]*){0,6}");

    /** Empty if it has noted an error. */
    static Optional<DatasetRequest> read(Fields fields, Policy policy) {
        String reason = fields.words("reason", LONGEST_REASON, policy.numberInText());
        Optional<DatasetKind> kind = DatasetKind.of(fields.choice("kind", KINDS));
        List<String> columns = fields.texts("columns");
        List<Fields> filters = fields.has("filters") ? fields.objects("filters", MOST_FILTERS) : List.of();
        int keptDays = whole(
                fields,
                "keptDays",
                policy.datasets().keptDays(),
                policy.datasets().keptDays());
        boolean ofEvents = kind.filter(DatasetKind.EVENTS::equals).isPresent();
        int weeks = ofEvents ? whole(fields, "weeks", WEEKS, MOST_WEEKS) : 0;
        return kind.map(known -> {
            DatasetColumns all = DatasetColumns.of(known, policy);
            columns(fields, columns, all);
            List<Filter> wanted = new ArrayList<>();
            filters.forEach(each -> filter(each, all, policy.numberInText()).ifPresent(wanted::add));
            return new DatasetRequest(known, columns, wanted, weeks, reason, keptDays);
        });
    }

    /** The order that it is, for that person. */
    DatasetOrder order(Ulid id, Actor actor) {
        return new DatasetOrder(id.value(), kind.id(), columns, filters, weeks, reason, actor.id(), keptDays);
    }

    private static int whole(Fields fields, String name, int defaultValue, int most) {
        int number = fields.optionalInteger(name, defaultValue);
        if (fields.has(name) && (number < 1 || number > most)) {
            fields.note(name, "out_of_range", "This has to be a whole number from 1 to " + most + ".");
        }
        return number;
    }

    private static void columns(Fields fields, List<String> columns, DatasetColumns all) {
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            fields.note("columns", "size", "Give at least one and at most " + MOST_COLUMNS + ".");
        } else if (new HashSet<>(columns).size() < columns.size()) {
            fields.note("columns", "twice", "Each column can be there once.");
        } else if (!all.names().containsAll(columns)) {
            fields.note("columns", "unknown_choice", "Choose among " + String.join(", ", all.names()) + ".");
        } else if (columns.stream()
                .allMatch(name -> all.named(name).orElseThrow().sensitive())) {
            fields.note(
                    "columns",
                    "sensitive_only",
                    "Add one that groups people, such as country: states are told by group.");
        }
    }

    private static Optional<Filter> filter(Fields fields, DatasetColumns all, NumberInText numbers) {
        Optional<String> name = fields.given("column");
        List<String> values = fields.texts("values");
        fields.refuseOthers();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<GuardedColumn> column = all.named(name.get());
        if (column.isEmpty()) {
            fields.note("column", "unknown_choice", "Choose among " + String.join(", ", all.names()) + ".");
        } else if (column.get().sensitive()) {
            fields.note(
                    "column",
                    "sensitive",
                    "A dataset of people in one state would tell it of each. Ask for the column.");
        }
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            fields.note("values", "size", "Give at least one and at most " + MOST_VALUES + ".");
        } else if (values.stream().anyMatch(value -> !VALUE.matcher(value).matches())) {
            fields.note(
                    "values",
                    "not_a_value",
                    "1 to 64 letters, dots, dashes, underscores and at most six digits, such as US-FL.");
        }
        values.forEach(value -> fields.refuseNumber("values", value, numbers));
        return Optional.of(new Filter(name.get(), values));
    }
}
