package dev.ringlock.functions;

import static dev.ringlock.functions.Callers.PROVIDERS;
import static dev.ringlock.functions.Callers.PUBLIC;
import static dev.ringlock.functions.Callers.READERS;
import static dev.ringlock.functions.Callers.STAFF;
import static dev.ringlock.functions.Callers.machines;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every function there is. A new one is named here and in its own folder. The gateway, the Lambda start, the deployment,
 * the sign-in and the tests read this list.
 *
 * <p>API Gateway answers 404 to a method that a path has no route for. On one machine the path's function answers 405.
 */
public enum BuiltFunction {
    CAPTURE(
            calls(PUBLIC, "POST /v1/consents", "GET /v1/consents", "GET /v1/consents/receipt"),
            Need.SEAL,
            Need.INDEX_KEY,
            Need.CODES,
            Need.SIGN,
            Need.PUBLIC_ADDRESS),
    CONFIRM(
            calls(PUBLIC, "POST /v1/consents/confirm", "POST /v1/consents/codes"),
            Need.SEAL,
            Need.INDEX_KEY,
            Need.CODES,
            Need.PUBLIC_ADDRESS),
    /** Some providers send a message by GET, and sign that. */
    INBOUND(
            and(
                    calls(PROVIDERS, "POST /v1/inbound/{provider}", "GET /v1/inbound/{provider}"),
                    List.of(new Trigger.Topic())),
            Need.SEAL,
            Need.SEAL_TEXTS,
            Need.INDEX_KEY,
            Need.PROVIDERS,
            Need.REPLIES),
    /** What became of messages that the owner's systems sent. */
    DELIVERY(
            and(
                    calls(PROVIDERS, "POST /v1/delivery/{provider}", "GET /v1/delivery/{provider}"),
                    List.of(new Trigger.Topic())),
            Need.INDEX_KEY,
            Need.PROVIDERS),
    /** It signs receipts, so it shows the keys that check them. */
    PREFERENCES(
            and(
                    calls(
                            PUBLIC,
                            "GET /v1/preferences",
                            "POST /v1/preferences",
                            "POST /v1/preferences/record",
                            "GET /v1/preferences/receipt"),
                    calls(READERS, "GET /.well-known/jwks.json")),
            Need.SIGN,
            Need.PUBLIC_ADDRESS),
    /** It sends links for staff too, so it sends their test messages. */
    LINKS(
            and(
                    calls(STAFF, "POST /v1/contacts/link", "POST /v1/test-messages"),
                    calls(machines("links"), "POST /v1/preferences/links"),
                    calls(
                            PUBLIC,
                            "POST /v1/preferences/codes",
                            "GET /v1/preferences/codes",
                            "POST /v1/preferences/codes/confirm")),
            Need.INDEX_KEY,
            Need.PUBLIC_ADDRESS,
            Need.CODES),
    DECIDE(
            calls(
                    machines("decide:<purpose>"),
                    "POST /v1/decisions",
                    "POST /v1/decisions/batch",
                    "POST /v1/decisions/release",
                    "GET /v1/purposes",
                    "POST /access/v1/evaluation",
                    "POST /access/v1/evaluations"),
            Need.INDEX_KEY),
    AUDIENCE(
            calls(
                    STAFF,
                    "POST /v1/purposes/{purpose}/audience",
                    "POST /v1/purposes/{purpose}/audience/preview",
                    "POST /v1/purposes/{purpose}/exports",
                    "GET /v1/purposes/{purpose}/exports",
                    "GET /v1/purposes/{purpose}/exports/{exportId}",
                    "GET /v1/purposes/{purpose}/exports/{exportId}/parts/{part}",
                    "GET /v1/purposes/{purpose}/exports/{exportId}/recall"),
            Need.PURPOSE,
            Need.OPEN),
    EXPORT(List.of(new Trigger.LedgerEvent(Trigger.LedgerEvent.EXPORT_ASKED)), Need.PURPOSE, Need.SEAL, Need.OPEN),
    REVEAL(calls(STAFF, "POST /v1/purposes/{purpose}/reveal"), Need.PURPOSE, Need.OPEN),
    CONTACTS(
            calls(
                    STAFF,
                    "POST /v1/contacts/lookup",
                    "GET /v1/contacts",
                    "GET /v1/contacts/{contactId}",
                    "GET /v1/contacts/{contactId}/ledger",
                    "POST /v1/contacts/{contactId}/withdraw",
                    "POST /v1/contacts/{contactId}/hold",
                    "POST /v1/contacts/withdraw",
                    "POST /v1/decisions/past"),
            Need.OPEN_TEXTS,
            Need.INDEX_KEY),
    /** What a person may ask of what is held about them. Staff write it down. */
    SUBJECT(
            calls(
                    STAFF,
                    "POST /v1/subjects/erase",
                    "POST /v1/subjects/access",
                    "POST /v1/subjects/export",
                    "POST /v1/subjects/evidence"),
            Need.SIGN,
            Need.INDEX_KEY),
    /** Takes the parts of a file. It cannot open them again, and stores no consent. */
    IMPORTS(
            calls(
                    STAFF,
                    "POST /v1/imports",
                    "GET /v1/imports",
                    "GET /v1/imports/{importId}",
                    "POST /v1/imports/{importId}/parts/{part}",
                    "POST /v1/imports/{importId}/check",
                    "POST /v1/imports/{importId}/run",
                    "POST /v1/imports/{importId}/cancel",
                    "GET /v1/imports/{importId}/report"),
            Need.SEAL_IMPORTS),
    /** Reads the file, and stores what its rows say. What a check has to remember between two steps it seals likewise. */
    IMPORT(
            List.of(new Trigger.LedgerEvent(Trigger.LedgerEvent.IMPORT_ASKED)),
            Need.SEAL,
            Need.SEAL_IMPORTS,
            Need.OPEN_IMPORTS,
            Need.INDEX_KEY),
    /** Takes orders for datasets, and gives their rows. It has no compartment, and no index key. */
    DATASETS(
            calls(
                    STAFF,
                    "POST /v1/datasets",
                    "GET /v1/datasets",
                    "GET /v1/datasets/{datasetId}",
                    "GET /v1/datasets/{datasetId}/parts/{part}",
                    "POST /v1/datasets/{datasetId}/end",
                    "POST /v1/datasets/{datasetId}/reidentify"),
            Need.SEAL_DATASETS,
            Need.OPEN_DATASETS),
    /** Makes a dataset: it walks contacts or the ledger, and the guard decides over the rows. It has neither of both, likewise. */
    DATASET(
            List.of(new Trigger.LedgerEvent(Trigger.LedgerEvent.DATASET_ASKED)),
            Need.SEAL_DATASETS,
            Need.OPEN_DATASETS),
    AUDIT(calls(STAFF, "GET /v1/ledger", "GET /v1/runs", "GET /v1/overview", "GET /v1/overview/holds")),
    PURGE(List.of(new Trigger.Schedule(1)), Need.SEAL, Need.OPEN, Need.INDEX_KEY, Need.REASSIGNED),
    /** It compares our opt-outs with the lists of those whom providers block. */
    RECONCILE(List.of(new Trigger.Schedule(24)), Need.OPEN, Need.INDEX_KEY, Need.PROVIDERS, Need.BLOCK_LISTS),
    /** The console's page stands behind a slash, and {@code {proxy+}} needs something to stand for. */
    PAGES(
            calls(
                    READERS,
                    "GET /",
                    "GET /assets/{proxy+}",
                    "GET /console",
                    "GET /console/",
                    "GET /console/{proxy+}",
                    "GET /.well-known/authzen-configuration"),
            Need.SIGN_IN,
            Need.PUBLIC_ADDRESS);

    private final List<Trigger> startedBy;
    private final Set<Need> needs;

    BuiltFunction(List<Trigger> startedBy, Need... needs) {
        this.startedBy = startedBy;
        this.needs = Set.of(needs);
    }

    /** The function of that name, if it is one of ours. */
    public static Optional<BuiltFunction> named(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    /** Whether a machine's token may have that scope: some function is there for it. */
    public static boolean takesScope(String scope) {
        return Arrays.stream(values())
                .flatMap(function -> function.routes().stream())
                .anyMatch(route -> route.callers().areMachinesWith(scope));
    }

    /** The name of its {@code @Funq} method, and of its bean. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder that it lives in. */
    public String folder() {
        return switch (this) {
            case EXPORT -> "audience/export";
            case IMPORT -> "imports/run";
            case DATASETS -> "dataset";
            case DATASET -> "dataset/run";
            default -> id();
        };
    }

    public List<Trigger> startedBy() {
        return startedBy;
    }

    public List<Route> routes() {
        return startedBy.stream()
                .filter(Route.class::isInstance)
                .map(Route.class::cast)
                .toList();
    }

    public boolean needs(Need need) {
        return needs.contains(need);
    }

    private static List<Trigger> calls(Callers callers, String... routes) {
        return Arrays.stream(routes)
                .<Trigger>map(route -> new Route(route, callers))
                .toList();
    }

    @SafeVarargs
    private static List<Trigger> and(List<Trigger>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}
