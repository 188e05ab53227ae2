package dev.ringlock.steps.record;

import dev.ringlock.policy.Disclosure;
import dev.ringlock.policy.Disclosure.NumberRecipient;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The controller, the recipients and the rights, as the policy states them. */
final class GraphParties {

    private final Policy policy;
    private final Disclosure disclosure;

    GraphParties(Policy policy) {
        this.policy = policy;
        this.disclosure = policy.disclosure();
    }

    String controllerId() {
        String id = disclosure.controllerId();
        return id.startsWith("http") ? id : "ringlock:controller";
    }

    List<LinkedData> nodes() {
        Controller controller = policy.controller();
        List<LinkedData> nodes = new ArrayList<>();
        nodes.add(LinkedData.named(controllerId(), "dpv:DataController")
                .with("dpv:hasName", controller.name())
                .with("dpv:hasIdentifier", disclosure.controllerId())
                .nodes(
                        "schema:contactPoint",
                        points(disclosure.address(), controller.contact(), controller.privacyPage())));
        for (int i = 0; i < disclosure.recipients().size(); i++) {
            NumberRecipient recipient = disclosure.recipients().get(i);
            String contact = recipient.contact();
            boolean mail = contact.contains("@");
            nodes.add(LinkedData.named(
                            recipientId(i),
                            "dpv:Recipient",
                            recipient.role().equals("processor") ? "dpv:DataProcessor" : "dpv:ThirdParty")
                    .with("dpv:hasName", recipient.name())
                    .with("dpv:hasIdentifier", recipientId(i))
                    .with(
                            "dpv:hasLocation",
                            recipient.country().isEmpty() ? null : LinkedData.link("loc:" + recipient.country()))
                    .nodes(
                            "schema:contactPoint",
                            points(recipient.address(), mail ? contact : "", mail ? "" : contact)));
        }
        return nodes;
    }

    private static List<LinkedData> points(String address, String mail, String page) {
        List<LinkedData> points = new ArrayList<>();
        if (!address.isEmpty()) {
            points.add(LinkedData.of("schema:PostalAddress").with("schema:streetAddress", address));
        }
        points.add(
                LinkedData.of("schema:ContactPoint").with("schema:email", mail).with("schema:url", page));
        return points;
    }

    private static String recipientId(int place) {
        return "ringlock:recipient:" + (place + 1);
    }

    /** Links to those that get numbers for that purpose. */
    List<Object> recipientsOf(Purpose purpose) {
        return IntStream.range(0, disclosure.recipients().size())
                .filter(i -> disclosure.recipients().get(i).purposes().contains(purpose))
                .mapToObj(i -> (Object) LinkedData.link(recipientId(i)))
                .toList();
    }

    @Nullable
    LinkedData rights() {
        Disclosure.RightsNotice rights = disclosure.rights();
        return rights == null
                ? null
                : LinkedData.of("dpv:DataSubjectRight")
                        .with("dpv:isExercisedAt", LinkedData.link(rights.page()))
                        .with(
                                "dct:description",
                                policy.languages().stream()
                                        .map(language -> Map.of(
                                                "@language",
                                                language,
                                                "@value",
                                                rights.text().getOrDefault(language, "")))
                                        .toList())
                        .with("ringlock:authority", rights.authority());
    }
}
