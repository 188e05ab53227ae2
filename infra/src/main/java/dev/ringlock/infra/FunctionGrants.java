package dev.ringlock.infra;

import static dev.ringlock.infra.DeployedFunction.built;
import static dev.ringlock.infra.DeployedFunction.builtFor;
import static dev.ringlock.infra.DeployedFunction.planned;
import static dev.ringlock.infra.Grant.delete;
import static dev.ringlock.infra.Grant.deleteFiles;
import static dev.ringlock.infra.Grant.get;
import static dev.ringlock.infra.Grant.getFiles;
import static dev.ringlock.infra.Grant.listFiles;
import static dev.ringlock.infra.Grant.load;
import static dev.ringlock.infra.Grant.loadCompartments;
import static dev.ringlock.infra.Grant.mark;
import static dev.ringlock.infra.Grant.put;
import static dev.ringlock.infra.Grant.putFiles;
import static dev.ringlock.infra.Grant.query;
import static dev.ringlock.infra.Grant.queryCompartments;
import static dev.ringlock.infra.Grant.queryIndex;
import static dev.ringlock.infra.Grant.queryNotices;
import static dev.ringlock.infra.Grant.queryPolicy;

import dev.ringlock.infra.Grant.Count;
import dev.ringlock.infra.Grant.IndexKey;
import dev.ringlock.infra.Grant.Open;
import dev.ringlock.infra.Grant.Seal;
import dev.ringlock.infra.Grant.SealFor;
import dev.ringlock.infra.Grant.Secrets;
import dev.ringlock.infra.Grant.Send;
import dev.ringlock.infra.Trigger.Callers;
import dev.ringlock.infra.Trigger.LedgerEvent;
import dev.ringlock.infra.Trigger.Route;
import dev.ringlock.infra.Trigger.Schedule;
import dev.ringlock.infra.Trigger.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * Every function there is or will be, who starts it and what it may do. A new one is one row here; routes, roles, key
 * policies, queues, alarms and the table in docs/security.md follow. Whoever builds a planned one makes its row true first.
 */
final class FunctionGrants {

    static final String MAINTENANCE = "maintenance";

    private FunctionGrants() {}

    static List<DeployedFunction> of(OwnersPolicy policy) {
        List<DeployedFunction> doors = new ArrayList<>();
        doors.addAll(forEverybody(policy));
        doors.addAll(forMachines(policy.purposes()));
        policy.purposes().forEach(purpose -> doors.addAll(forOnePurpose(purpose)));
        doors.addAll(forStaff());
        return doors;
    }

    private static List<DeployedFunction> forEverybody(OwnersPolicy policy) {
        return List.of(
                built(
                                "capture",
                                calls(Callers.PUBLIC, "POST /v1/consents"),
                                load("contacts"),
                                put("contacts", "states", "compartments", "ledger", "guard"),
                                delete("compartments"),
                                queryNotices(),
                                queryPolicy(),
                                new Count(),
                                new Seal(),
                                new IndexKey())
                        .with(policy.codesBy().equals("twilio"), new Secrets())
                        .with(policy.codesBy().equals("aws"), new Send()),
                built(
                        "pages",
                        // the console's page stands behind a slash, and {proxy+} needs something to stand for
                        calls(
                                Callers.READERS,
                                "GET /",
                                "GET /assets/{proxy+}",
                                "GET /console",
                                "GET /console/",
                                "GET /console/{proxy+}")),
                built(
                                "confirm",
                                calls(Callers.PUBLIC, "POST /v1/consents/confirm"),
                                load("contacts"),
                                put("contacts", "states", "compartments", "ledger"),
                                new Count(),
                                new Seal(),
                                new IndexKey())
                        .with(policy.codesBy().equals("twilio"), new Secrets())
                        .with(policy.codesBy().equals("aws"), new Send()),
                built(
                                "inbound",
                                callsAndTopic("POST /v1/inbound/{provider}"),
                                load("contacts"),
                                get("guard"),
                                put("contacts", "states", "compartments", "ledger", "guard"),
                                mark(),
                                delete("compartments"),
                                new Count(),
                                new Seal(),
                                new IndexKey(),
                                new Secrets())
                        .with(policy.sendsByAws(), new Send()),
                planned(
                        "delivery",
                        callsAndTopic("POST /v1/delivery/{provider}"),
                        load("contacts"),
                        put("contacts", "states", "ledger", "guard"),
                        delete("compartments"),
                        new IndexKey(),
                        new Secrets()),
                built(
                        "preferences",
                        calls(Callers.PUBLIC, "GET /v1/preferences", "POST /v1/preferences"),
                        load("contacts"),
                        put("contacts", "states", "ledger"),
                        delete("compartments"),
                        get("guard")));
    }

    private static List<DeployedFunction> forMachines(List<String> purposes) {
        List<String> decide =
                purposes.stream().map(purpose -> "decide:" + purpose).toList();
        return List.of(
                planned(
                        "decide",
                        calls(Callers.machines(decide), "POST /v1/decisions", "POST /v1/decisions/batch"),
                        load("contacts"),
                        new IndexKey()),
                built(
                        "links",
                        calls(Callers.machines(List.of("links")), "POST /v1/preferences/links"),
                        put("guard"),
                        new IndexKey()));
    }

    private static List<DeployedFunction> forOnePurpose(String purpose) {
        String routes = "/v1/purposes/" + purpose;
        return List.of(
                builtFor(
                        purpose,
                        "audience",
                        calls(
                                Callers.STAFF,
                                "POST " + routes + "/audience",
                                "POST " + routes + "/exports",
                                "GET " + routes + "/exports",
                                "GET " + routes + "/exports/{proxy+}"),
                        queryCompartments(purpose),
                        get("guard"),
                        put("guard", "ledger"),
                        listFiles(purpose),
                        getFiles(purpose),
                        putFiles(purpose + "/manifests"),
                        new Open(purpose)),
                builtFor(
                        purpose,
                        "export",
                        List.of(new LedgerEvent(ExportMachines.ASKED)),
                        queryCompartments(purpose),
                        get("guard"),
                        put("guard", "ledger"),
                        listFiles(purpose),
                        getFiles(purpose),
                        putFiles(purpose),
                        deleteFiles(purpose),
                        new SealFor(purpose),
                        new Open(purpose)),
                builtFor(
                        purpose,
                        "reveal",
                        calls(Callers.STAFF, "POST " + routes + "/reveal"),
                        load("contacts"),
                        put("contacts", "ledger"),
                        loadCompartments(purpose),
                        new Count(),
                        new Open(purpose)));
    }

    private static List<DeployedFunction> forStaff() {
        return List.of(
                built(
                        "contacts",
                        calls(
                                Callers.STAFF,
                                "POST /v1/contacts/lookup",
                                "GET /v1/contacts",
                                "GET /v1/contacts/{contactId}",
                                "GET /v1/contacts/{contactId}/ledger",
                                "POST /v1/contacts/{contactId}/withdraw",
                                "POST /v1/contacts/{contactId}/hold",
                                "POST /v1/contacts/withdraw"),
                        load("contacts"),
                        queryIndex("contacts", "list"),
                        queryIndex("contacts", "held"),
                        queryIndex("contacts", "country"),
                        queryIndex("states", "places"),
                        put("contacts", "states", "ledger"),
                        mark(),
                        delete("compartments"),
                        load("ledger"),
                        query("ledger"),
                        queryIndex("ledger", "record"),
                        new IndexKey()),
                built(
                        "audit",
                        calls(Callers.STAFF, "GET /v1/ledger", "GET /v1/runs"),
                        load("ledger"),
                        put("ledger"),
                        query("ledger"),
                        queryIndex("ledger", "actor"),
                        queryIndex("ledger", "day")),
                planned(
                        "subject",
                        calls(
                                Callers.STAFF,
                                "POST /v1/subjects/access",
                                "POST /v1/subjects/export",
                                "POST /v1/subjects/erase"),
                        load("contacts"),
                        put("contacts", "states", "ledger", "guard"),
                        delete("compartments"),
                        query("ledger"),
                        new IndexKey()),
                planned(
                        "dataset",
                        calls(Callers.STAFF, "POST /v1/datasets", "GET /v1/datasets/{id}"),
                        load("contacts"),
                        queryIndex("contacts", "list"),
                        put("ledger")),
                built(
                        "purge",
                        List.of(new Schedule(1)),
                        load("contacts"),
                        queryIndex("contacts", "due"),
                        queryIndex("states", "places"),
                        put("contacts", "states", "compartments", "ledger"),
                        mark(),
                        delete("contacts", "states", "compartments", "ledger"),
                        loadCompartments(MAINTENANCE),
                        query("ledger"),
                        new Seal(),
                        new Open(MAINTENANCE),
                        new IndexKey()));
    }

    private static List<Trigger> calls(Callers callers, String... routes) {
        return List.of(routes).stream()
                .<Trigger>map(route -> new Route(route, callers))
                .toList();
    }

    private static List<Trigger> callsAndTopic(String route) {
        return List.of(new Route(route, Callers.PROVIDERS), new Topic());
    }
}
