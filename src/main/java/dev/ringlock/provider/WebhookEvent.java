package dev.ringlock.provider;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;

/** The events that start a function that providers call: a webhook's HTTP request, or SNS with records of its own. */
public final class WebhookEvent extends APIGatewayV2HTTPEvent {

    private JsonNode records = MissingNode.getInstance();

    @JsonProperty("Records")
    public JsonNode getRecords() {
        return records;
    }

    @JsonProperty("Records")
    public void setRecords(JsonNode records) {
        this.records = records;
    }

    /** The event as SNS sends it. */
    public JsonNode asSns() {
        return JsonNodeFactory.instance.objectNode().set("Records", records);
    }
}
