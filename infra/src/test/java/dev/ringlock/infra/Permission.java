package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One thing that a template allows or denies, in words: an action on a resource, under conditions.
 *
 * @param holder a function's name; {@code to:} and a resource for what stands in that resource's own policy; a role's id
 * @param who a resource's policy names whom it means; empty in a role's policy
 */
record Permission(String holder, String effect, String action, String resource, String who, String condition) {

    static List<Permission> in(Map<String, Object> template) {
        Names names = new Names(template);
        List<Permission> found = new ArrayList<>();
        TemplateJson.resources(template).forEach((id, resource) -> {
            Map<String, Object> properties = TemplateJson.properties(resource);
            switch (TemplateJson.map(resource).get("Type").toString()) {
                case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy" ->
                    TemplateJson.list(properties.get("Roles"))
                            .forEach(
                                    role -> statements(names, names.of(role), properties.get("PolicyDocument"), found));
                case "AWS::IAM::Role" -> {
                    TemplateJson.list(properties.get("Policies"))
                            .forEach(policy -> statements(
                                    names,
                                    names.of(id),
                                    TemplateJson.map(policy).get("PolicyDocument"),
                                    found));
                    TemplateJson.list(properties.get("ManagedPolicyArns"))
                            .forEach(arn -> found.add(
                                    new Permission(names.of(id), "Allow", names.of(arn), "everything in it", "", "")));
                    statements(names, "to: " + names.of(id), properties.get("AssumeRolePolicyDocument"), found);
                }
                case "AWS::KMS::Key" -> statements(names, "to: " + id, properties.get("KeyPolicy"), found);
                case "AWS::DynamoDB::Table" -> {
                    Object policy = properties.get("ResourcePolicy");
                    if (policy != null) {
                        statements(
                                names,
                                "to: " + names.of(id),
                                TemplateJson.map(policy).get("PolicyDocument"),
                                found);
                    }
                }
                case "AWS::S3::BucketPolicy" ->
                    statements(
                            names,
                            "to: " + names.of(properties.get("Bucket")),
                            properties.get("PolicyDocument"),
                            found);
                case "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy" ->
                    statements(names, "to: queues and topics", properties.get("PolicyDocument"), found);
                case "AWS::Lambda::Permission" ->
                    found.add(new Permission(
                            "to: " + names.of(properties.get("FunctionName")),
                            "Allow",
                            names.of(properties.get("Action")),
                            "itself",
                            names.of(properties.get("Principal")),
                            names.of(properties.get("SourceArn"))));
                default -> {}
            }
        });
        found.sort(Comparator.comparing(Permission::holder).thenComparing(Permission::line));
        return found;
    }

    /** All of them, by holder: what the expected file holds. */
    static String text(List<Permission> permissions) {
        StringBuilder text = new StringBuilder();
        permissions.stream()
                .collect(Collectors.groupingBy(Permission::holder, TreeMap::new, Collectors.toList()))
                .forEach((holder, held) -> {
                    text.append('\n').append(holder).append('\n');
                    held.stream()
                            .map(Permission::line)
                            .distinct()
                            .forEach(line -> text.append("    ").append(line).append('\n'));
                });
        return text.toString();
    }

    String line() {
        return (effect.equals("Allow") ? "" : effect + " ")
                + action
                + (resource.equals("*") && holder.startsWith("to: ") ? "" : " on " + resource)
                + (who.isEmpty() ? "" : " by " + who)
                + (condition.isEmpty() ? "" : " if " + condition);
    }

    boolean allows() {
        return effect.equals("Allow");
    }

    private static void statements(Names names, String holder, Object document, List<Permission> found) {
        for (Object each : TemplateJson.list(TemplateJson.map(document).get("Statement"))) {
            Map<String, Object> statement = TemplateJson.map(each);
            List<Object> resources = statement.containsKey("Resource")
                    ? TemplateJson.list(statement.get("Resource"))
                    : List.of("itself");
            for (Object action : TemplateJson.list(statement.get("Action"))) {
                for (Object resource : resources) {
                    found.add(new Permission(
                            holder,
                            names.of(statement.get("Effect")),
                            names.of(action),
                            names.of(resource),
                            names.of(statement.get("Principal")),
                            names.of(statement.get("Condition"))));
                }
            }
        }
    }
}
