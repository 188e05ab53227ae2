package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A template as docs/security.md's table tells it: a row for each function, the purposes' own as one. */
final class SecurityPage {

    private static final Map<String, String> WORDS = Map.of(
            "dynamodb:BatchGetItem", "load",
            "dynamodb:GetItem", "get",
            "dynamodb:Query", "query",
            "dynamodb:PutItem", "put",
            "dynamodb:DeleteItem", "delete",
            "dynamodb:UpdateItem", "count",
            "dynamodb:ConditionCheckItem", "check");
    private static final List<String> EVERYBODYS = List.of("logs", "xray");

    private final List<Permission> permissions;
    private final Names names;
    private final Map<String, Object> template;

    private SecurityPage(Map<String, Object> template) {
        this.template = template;
        this.permissions = Permission.in(template);
        this.names = new Names(template);
    }

    /** Function, who starts it, tables, keys and the like. */
    static Set<List<String>> rows(Map<String, Object> template) {
        SecurityPage page = new SecurityPage(template);
        Set<List<String>> rows = new LinkedHashSet<>();
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (TemplateJson.map(resource).get("Type").equals("AWS::Lambda::Function")) {
                rows.add(page.row(page.names.of(id)));
            }
        });
        return rows;
    }

    private List<String> row(String function) {
        List<Permission> held = permissions.stream()
                .filter(each -> each.holder().equals(function))
                .toList();
        return List.of("`" + function + "`", startedBy(function), tables(held), others(held)).stream()
                .map(cell -> cell.isEmpty() ? "nothing" : withoutPurpose(cell))
                .toList();
    }

    /** The example's purposes are told as any purpose; a row that is not the same for each would be there twice. */
    private static String withoutPurpose(String cell) {
        String told = cell;
        for (String purpose : Synthesised.POLICY.purposes()) {
            told = told.replace("-" + purpose, "-<purpose>")
                    .replace(":" + purpose, ":<purpose>")
                    .replace(purpose + "#", "<purpose>#")
                    .replace("open `" + purpose, "open `<purpose>");
        }
        return told.replace("`decide:<purpose>`, `decide:<purpose>`", "`decide:<purpose>`")
                .replace("load `<purpose>#*`, load `<purpose>#*`", "load `<purpose>#*`");
    }

    private String startedBy(String function) {
        Set<String> starts = new TreeSet<>();
        TemplateJson.resources(template).values().forEach(resource -> {
            Map<String, Object> properties = TemplateJson.properties(resource);
            String target = names.of(properties.get("Target"));
            String id = FunctionGrants.of(Synthesised.POLICY).stream()
                    .filter(door -> door.name().equals(function))
                    .findFirst()
                    .orElseThrow()
                    .id();
            if (target.equals("integrations/" + id + "Integration")) {
                List<Object> scopes = TemplateJson.list(properties.get("AuthorizationScopes"));
                starts.add(
                        scopes.isEmpty()
                                ? "everybody"
                                : scopes.stream()
                                        .map(scope -> "`" + scope.toString().replace("ringlock/", "") + "`")
                                        .collect(Collectors.joining(", ", "scope ", "")));
            }
        });
        permissions.stream()
                .filter(each -> each.holder().equals("to: " + function))
                .forEach(each -> {
                    switch (each.who()) {
                        case "sns.amazonaws.com" -> starts.add("a topic");
                        default -> {}
                    }
                });
        FunctionGrants.of(Synthesised.POLICY).stream()
                .filter(door -> door.name().equals(function))
                .filter(door -> permissions.stream().anyMatch(each -> starts(each, runs(function))))
                .forEach(door -> starts.add(door.schedule().isEmpty() ? "the ledger" : "a schedule"));
        return String.join("; ", starts);
    }

    /** The state machines whose role may invoke it. */
    private Set<String> runs(String function) {
        Set<String> invoking = permissions.stream()
                .filter(each -> each.action().equals("lambda:InvokeFunction")
                        && each.resource().equals(function))
                .map(Permission::holder)
                .collect(Collectors.toSet());
        Set<String> runs = new TreeSet<>();
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (invoking.contains(names.of(TemplateJson.properties(resource).get("RoleArn")))) {
                runs.add(names.of(id));
            }
        });
        return runs;
    }

    private static boolean starts(Permission each, Set<String> runs) {
        return each.action().equals("states:StartExecution") && runs.contains(each.resource());
    }

    private static String tables(List<Permission> held) {
        Map<String, Set<String>> words = new TreeMap<>();
        for (Permission each : held) {
            String word = WORDS.get(each.action());
            if (word != null) {
                words.computeIfAbsent(each.resource(), table -> new TreeSet<>())
                        .add(word(each, word) + partitions(each));
            }
        }
        return words.entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "` " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** What writes outside of transactions, and what marks, has a word of its own. */
    private static String word(Permission each, String word) {
        if (word.equals("put")
                && !partitions(each).isEmpty()
                && !each.condition().contains("TransactWriteItems")) {
            return "spend";
        }
        if (each.condition().contains("dynamodb:Attributes")) {
            return "find";
        }
        return word.equals("count") && each.resource().equals("compartments") ? "mark" : word;
    }

    private static String partitions(Permission read) {
        String keys = "dynamodb:LeadingKeys ";
        int from = read.condition().indexOf(keys);
        if (from < 0) {
            return "";
        }
        return " `" + read.condition().substring(from + keys.length()).split(" ", 2)[0] + "`";
    }

    /** The rights on files, and their folder if it is not all of a purpose. */
    private static String file(Permission held) {
        String word = Map.of(
                        "s3:ListBucket", "list",
                        "s3:GetObject", "get",
                        "s3:PutObject", "put",
                        "s3:DeleteObject", "delete")
                .get(held.action());
        String where = held.resource() + " " + held.condition() + "/";
        return Stream.of("answers", "manifests", "orders", "parts", "progress", "read", "reports", "work")
                .filter(folder -> where.contains("/" + folder + "/") || where.contains(" " + folder + "/"))
                .map(folder -> word + " (" + folder + ")")
                .findFirst()
                .orElse(word);
    }

    private static String whose(List<Permission> held) {
        Predicate<String> has =
                bucket -> held.stream().anyMatch(each -> each.resource().startsWith(bucket));
        if (has.test("Datasets")) {
            return "files of datasets";
        }
        return has.test("Imports") ? "files to import" : "own purpose's export files";
    }

    private static String others(List<Permission> held) {
        List<String> others = new ArrayList<>();
        Set<String> files = new TreeSet<>();
        for (Permission each : held) {
            String service = each.action().split(":", 2)[0];
            switch (each.action()) {
                case "kms:GenerateDataKey" ->
                    others.add(Stream.of("held", "import", "dataset/*")
                            .filter(purpose -> each.condition().endsWith("purpose " + purpose))
                            .map(purpose -> "seal `" + purpose + "`")
                            .findFirst()
                            .orElse("seal"));
                case "kms:GenerateMac" -> others.add("index");
                case "kms:Sign" -> others.add("sign");
                case "kms:GetPublicKey" -> {
                    // who may sign may see the key's public half
                }
                case "kms:Decrypt" -> others.add("open `" + each.condition().replaceFirst(".*purpose ", "") + "`");
                case "secretsmanager:GetSecretValue" -> others.add("own secrets");
                case "s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject" -> files.add(file(each));
                case "sqs:SendMessage" -> others.add("own dead letters");
                default -> {
                    if (!WORDS.containsKey(each.action()) && !EVERYBODYS.contains(service)) {
                        others.add(each.line());
                    }
                }
            }
        }
        if (!files.isEmpty()) {
            others.add(whose(held) + ": " + String.join(" ", files));
        }
        return String.join(", ", others);
    }
}
