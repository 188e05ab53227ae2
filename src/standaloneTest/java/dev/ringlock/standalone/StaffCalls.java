package dev.ringlock.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every call that takes a token, and who may make it: written out, and not from the table that the calls themselves go by.
 * A call of openapi.yaml that is not here fails {@link WhoMayCallIT}.
 */
final class StaffCalls {

    /** Whoever helps people, whatever their purpose. */
    private static final String HELPS = "support:marketing support:service privacy";

    /** Scopes of a machine that sends. */
    private static final String DECIDES = "decide:service ringlock/decide:service";

    private static final String WHY = "{\"reason\": \"spring letter\", \"campaign\": \"spring\"}";
    private static final String ONE_IMPORT = "/v1/imports/{importId}";
    private static final String ONE_DATASET = "/v1/datasets/{datasetId}";
    private static final String ONE_EXPORT = "/v1/purposes/{purpose}/exports/{exportId}";

    /**
     * One call.
     *
     * @param operation as openapi.yaml has it, {@code POST /v1/contacts/lookup}
     * @param purpose for {@code {purpose}}
     * @param body of a POST, or what a GET asks for behind the question mark; {@code CONTACT} stands for a contact's id
     * @param allowed the roles that may, and scopes
     * @param answer what whoever may is answered for a contact that is there
     */
    record StaffCall(String operation, String purpose, String body, Set<String> allowed, int answer) {

        String method() {
            return operation.substring(0, operation.indexOf(' '));
        }

        /** Where it goes, for that contact. */
        String path(String contact) {
            return operation
                            .substring(operation.indexOf(' ') + 1)
                            .replace("{contactId}", contact)
                            .replace("{purpose}", purpose)
                            .replace("{exportId}", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
                            .replace("{importId}", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
                            .replace("{datasetId}", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
                            .replace("{part}", "1")
                    + (method().equals("GET") && !body.isEmpty() ? "?" + body.replace("CONTACT", contact) : "");
        }

        String body(String contact) {
            return method().equals("GET") ? "" : body.replace("CONTACT", contact);
        }

        /** Whether machines make it, and not people. */
        boolean isMachines() {
            return isAllowed(Set.of("links", "decide:service"));
        }

        /** Whether anybody with these roles may. */
        boolean isAllowed(Set<String> roles) {
            return roles.stream().anyMatch(allowed::contains);
        }
    }

    /** What the bodies lack that change something is told as 422: only whoever may is told. */
    static final List<StaffCall> ALL = List.of(
            call("POST /v1/contacts/lookup", "{\"contactId\": \"CONTACT\"}", HELPS, 200),
            call("POST /v1/contacts/withdraw", "{}", HELPS, 422),
            call("POST /v1/subjects/erase", "{}", "privacy", 422),
            call("POST /v1/subjects/access", "{}", "privacy", 422),
            call("POST /v1/subjects/export", "{}", "privacy", 422),
            call("POST /v1/subjects/evidence", "{}", "privacy", 422),
            call("GET /v1/contacts", "", HELPS, 200),
            call("GET /v1/contacts/{contactId}", "", HELPS, 200),
            call("GET /v1/contacts/{contactId}/ledger", "", HELPS + " auditor", 200),
            call("POST /v1/contacts/{contactId}/withdraw", "{}", HELPS, 422),
            call("POST /v1/contacts/{contactId}/hold", "{}", HELPS, 422),
            call("GET /v1/ledger", "contact=CONTACT", "auditor", 200),
            call("GET /v1/runs", "", "privacy auditor", 200),
            call("GET /v1/overview", "", HELPS + " campaign:marketing campaign:service auditor", 200),
            call("GET /v1/overview/holds", "", HELPS, 200),
            call("POST /v1/preferences/links", "{\"number\": \"+13055550199\"}", "links ringlock/links", 201),
            call("GET /v1/purposes", "", DECIDES, 200),
            call("POST /v1/decisions", "{}", DECIDES, 422),
            call("POST /v1/decisions/batch", "{}", DECIDES, 422),
            call("POST /v1/decisions/release", "{}", DECIDES, 422),
            call("POST /access/v1/evaluation", "{}", DECIDES, 400),
            call("POST /access/v1/evaluations", "{}", DECIDES, 400),
            call("POST /v1/decisions/past", "{}", "auditor", 422),
            call("POST /v1/contacts/link", "{}", HELPS, 422),
            call("POST /v1/test-messages", "{}", "privacy", 422),
            call("POST /v1/imports", "{}", "privacy", 422),
            call("GET /v1/imports", "", "privacy", 200),
            call("GET " + ONE_IMPORT, "", "privacy", 404),
            call("GET " + ONE_IMPORT + "/report", "", "privacy", 404),
            call("POST " + ONE_IMPORT + "/parts/{part}", "{}", "privacy", 415),
            call("POST " + ONE_IMPORT + "/check", "{}", "privacy", 422),
            call("POST " + ONE_IMPORT + "/run", "{\"refusedNoes\": 0}", "privacy", 404),
            call("POST " + ONE_IMPORT + "/cancel", "{}", "privacy", 404),
            call("POST /v1/datasets", "{}", "analyst", 422),
            call("GET /v1/datasets", "", "analyst privacy", 200),
            call("GET " + ONE_DATASET, "", "analyst privacy", 404),
            call("GET " + ONE_DATASET + "/parts/{part}", "", "analyst", 404),
            call("POST " + ONE_DATASET + "/end", "", "analyst privacy", 404),
            call("POST " + ONE_DATASET + "/reidentify", "{}", "privacy", 422),
            reveal("service"),
            reveal("marketing"),
            campaign("POST /v1/purposes/{purpose}/audience", "service", WHY, 200),
            campaign("POST /v1/purposes/{purpose}/audience", "marketing", WHY, 200),
            campaign("POST /v1/purposes/{purpose}/audience/preview", "service", "{}", 422),
            campaign("POST /v1/purposes/{purpose}/audience/preview", "marketing", "{}", 422),
            campaign("POST /v1/purposes/{purpose}/exports", "service", "{}", 422),
            campaign("POST /v1/purposes/{purpose}/exports", "marketing", "{}", 422),
            campaign("GET /v1/purposes/{purpose}/exports", "service", "", 200),
            campaign("GET /v1/purposes/{purpose}/exports", "marketing", "", 200),
            campaign("GET " + ONE_EXPORT, "service", "", 404),
            campaign("GET " + ONE_EXPORT, "marketing", "", 404),
            campaign("GET " + ONE_EXPORT + "/parts/{part}", "service", "", 404),
            campaign("GET " + ONE_EXPORT + "/parts/{part}", "marketing", "", 404),
            campaign("GET " + ONE_EXPORT + "/recall", "service", "", 404),
            campaign("GET " + ONE_EXPORT + "/recall", "marketing", "", 404));

    private StaffCalls() {}

    /** The calls of openapi.yaml that take a token. */
    static Set<String> declared() {
        Set<String> declared = new TreeSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (!operation.getValue().path("security").isEmpty()) {
                        declared.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return declared;
    }

    private static JsonNode document() {
        try (InputStream in = StaffCalls.class.getResourceAsStream("/openapi.yaml")) {
            return new YAMLMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StaffCall call(String operation, String body, String allowed, int answer) {
        return new StaffCall(operation, "", body, Set.of(allowed.split(" ")), answer);
    }

    private static StaffCall reveal(String purpose) {
        String body = "{\"contactId\": \"CONTACT\", \"reason\": \"call_back\", \"note\": \"asked about an order\"}";
        return new StaffCall("POST /v1/purposes/{purpose}/reveal", purpose, body, Set.of("support:" + purpose), 200);
    }

    private static StaffCall campaign(String operation, String purpose, String body, int answer) {
        return new StaffCall(operation, purpose, body, Set.of("campaign:" + purpose), answer);
    }
}
