package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The topic that AWS's own text messaging hands replies to. */
class TopicKeyTest {

    private final Map<String, Object> withSender = Synthesised.template(
            Synthesised.settings(), new OwnersPolicy(List.of("marketing"), 7, true, "aws", false), true);

    /** AWS's text messaging may not use the key that AWS keeps for topics, whose policy nobody can change. */
    @Test
    void a_policy_with_a_sender_of_aws_has_a_key_that_its_text_messaging_may_use() {
        assertEquals(
                Map.of("Fn::GetAtt", List.of("TopicKey", "Arn")),
                topic("Inbound", withSender).get("KmsMasterKeyId"));
        assertEquals(
                topic("Inbound", withSender).get("KmsMasterKeyId"),
                topic("Delivery", withSender).get("KmsMasterKeyId"));
        Map<String, Object> policy = TemplateJson.map(
                TemplateJson.properties(TemplateJson.resources(withSender).get("TopicKey"))
                        .get("KeyPolicy"));
        List<Map<String, Object>> services = TemplateJson.statements(policy).stream()
                .filter(statement ->
                        TemplateJson.map(statement.get("Principal")).containsKey("Service"))
                .toList();
        assertEquals(1, services.size());
        Map<String, Object> publish = services.get(0);
        assertEquals(Map.of("Service", "sms-voice.amazonaws.com"), publish.get("Principal"));
        assertEquals(List.of("kms:Decrypt", "kms:GenerateDataKey*"), publish.get("Action"));
        Map<String, Object> condition = TemplateJson.map(publish.get("Condition"));
        assertEquals(Map.of("aws:SourceAccount", Map.of("Ref", "AWS::AccountId")), condition.get("StringEquals"));
        assertTrue(TemplateJson.write(condition.get("ArnLike")).contains(":sms-voice:"));
        assertFalse(TemplateJson.write(policy).contains("kms:*"));
    }

    /** A key is a dollar a month, and nobody publishes there. */
    @Test
    void without_one_the_topic_is_encrypted_by_a_key_that_costs_nothing() {
        Map<String, Object> template = Synthesised.stack().template();
        assertEquals("alias/aws/sns", topic("Inbound", template).get("KmsMasterKeyId"));
        assertFalse(TemplateJson.resources(template).containsKey("TopicKey"));
    }

    private static Map<String, Object> topic(String function, Map<String, Object> template) {
        return Stream.of(template)
                .flatMap(each -> TemplateJson.resources(each).entrySet().stream())
                .filter(entry -> entry.getKey().startsWith(function + "Topic"))
                .filter(entry -> TemplateJson.map(entry.getValue()).get("Type").equals("AWS::SNS::Topic"))
                .map(entry -> TemplateJson.properties(entry.getValue()))
                .findFirst()
                .orElseThrow();
    }
}
