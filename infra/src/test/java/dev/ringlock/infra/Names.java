package dev.ringlock.infra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A template's values as a reader would say them: tables and functions by their names, other resources by their ids. */
final class Names {

    private final Map<String, String> names = new HashMap<>();

    Names(Map<String, Object> template) {
        Map<String, Object> resources = TemplateJson.resources(template);
        resources.keySet().forEach(id -> names.put(id, id.replaceFirst("[0-9A-F]{8}$", "")));
        resources.forEach((id, resource) -> {
            Map<String, Object> properties = TemplateJson.properties(resource);
            switch (TemplateJson.map(resource).get("Type").toString()) {
                case "AWS::DynamoDB::Table" -> names.put(id, plain(properties.get("TableName")));
                case "AWS::Lambda::Function" -> {
                    String function = plain(properties.get("FunctionName"));
                    names.put(id, function);
                    names.put(referenced(properties.get("Role")), function);
                }
                default -> {}
            }
        });
    }

    String of(Object value) {
        if (value == null) {
            return "";
        } else if (value instanceof List<?> list) {
            return list.stream().map(this::of).sorted().collect(Collectors.joining(", "));
        } else if (value instanceof Map<?, ?> map) {
            return map(TemplateJson.map(map));
        }
        return names.getOrDefault(value.toString(), value.toString());
    }

    private String map(Map<String, Object> map) {
        if (map.containsKey("Ref")) {
            String id = map.get("Ref").toString();
            return names.getOrDefault(id, id.startsWith("AWS::") ? "<" + id.substring(5) + ">" : id);
        } else if (map.containsKey("Fn::GetAtt")) {
            List<Object> at = TemplateJson.list(map.get("Fn::GetAtt"));
            String attribute = at.get(1).toString();
            return of(at.get(0)) + (attribute.equals("Arn") ? "" : "." + attribute);
        } else if (map.containsKey("Fn::Join")) {
            return TemplateJson.list(TemplateJson.list(map.get("Fn::Join")).get(1)).stream()
                    .map(this::of)
                    .collect(Collectors.joining());
        }
        return new TreeMap<>(map)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + of(entry.getValue()))
                        .collect(Collectors.joining(" and "));
    }

    private static String plain(Object name) {
        return name.toString().replaceFirst("^ringlock-", "");
    }

    private static String referenced(Object role) {
        return TemplateJson.list(TemplateJson.map(role).get("Fn::GetAtt"))
                .get(0)
                .toString();
    }
}
