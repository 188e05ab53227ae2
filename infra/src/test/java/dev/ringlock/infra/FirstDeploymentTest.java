package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A first deployment that fails leaves nothing behind that stands in the way of the next. */
class FirstDeploymentTest {

    private static final List<String> PROTECTIONS = List.of("DeletionProtection", "DeletionProtectionEnabled");

    private final Map<String, Object> lasting = Synthesised.stack().template();
    private final Map<String, Object> first =
            Synthesised.template(Synthesised.settings(Synthesised.MACHINES), Synthesised.POLICY, false);

    /** CloudFormation cannot delete what is protected, and gives up undoing the rest with it. */
    @Test
    void nothing_in_it_is_protected_from_being_undone() {
        TemplateJson.resources(first).forEach((id, resource) -> {
            Map<String, Object> properties = TemplateJson.properties(resource);
            assertNotEquals(true, properties.get("DeletionProtectionEnabled"), id);
            assertNotEquals("ACTIVE", properties.get("DeletionProtection"), id);
            assertNotEquals("Retain", TemplateJson.map(resource).get("DeletionPolicy"), id);
        });
    }

    @Test
    void the_second_deployment_changes_protections_and_nothing_else() {
        List<Map<String, Object>> templates = List.of(first, lasting);
        List<String> texts =
                templates.stream().map(FirstDeploymentTest::withoutProtections).toList();
        assertEquals(texts.get(1), texts.get(0));
        Map<String, Object> protectedNow = new TreeMap<>();
        TemplateJson.resources(lasting)
                .forEach((id, resource) -> PROTECTIONS.stream()
                        .filter(TemplateJson.properties(resource)::containsKey)
                        .forEach(name -> protectedNow.put(
                                id, TemplateJson.properties(resource).get(name))));
        assertEquals(6, protectedNow.size(), protectedNow::toString);
        assertTrue(protectedNow.values().stream().allMatch(value -> value.equals(true) || value.equals("ACTIVE")));
    }

    /** A name that is taken stops a deployment; what is kept and named is what an owner has to know. */
    @Test
    void whatever_is_kept_goes_again_when_the_deployment_that_makes_it_fails() {
        TemplateJson.resources(lasting).forEach((id, resource) -> {
            Object policy = TemplateJson.map(resource).get("DeletionPolicy");
            if (policy != null && !policy.equals("Delete")) {
                assertEquals("RetainExceptOnCreate", policy, id);
                assertEquals("Retain", TemplateJson.map(resource).get("UpdateReplacePolicy"), id);
            }
        });
    }

    /** AWS Backup deletes what has aged out as the role that made it. */
    @Test
    void the_role_that_made_the_copies_stays_as_long_as_they() {
        TemplateJson.resources(lasting).forEach((id, resource) -> {
            if (id.startsWith("BackupRole")) {
                assertEquals("RetainExceptOnCreate", TemplateJson.map(resource).get("DeletionPolicy"));
            }
        });
    }

    /** A function that ran late would make its log anew, under a name that the next deployment needs. */
    @Test
    void no_function_makes_its_log_itself() {
        assertFalse(TemplateJson.write(lasting).contains("logs:CreateLogGroup"));
    }

    private static String withoutProtections(Map<String, Object> template) {
        Map<String, Object> copy = TemplateJson.copy(template);
        for (Object resource : TemplateJson.resources(copy).values()) {
            Map<String, Object> properties = TemplateJson.properties(resource);
            if (PROTECTIONS.stream().anyMatch(properties::containsKey)) {
                PROTECTIONS.forEach(properties::remove);
            }
        }
        return TemplateJson.write(copy).replaceAll("[0-9a-f]{64}\\.zip", "<function.zip>");
    }
}
