package dev.ringlock.steps.record;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.Json;
import dev.ringlock.policy.Policy;
import dev.ringlock.print.Paper;
import jakarta.inject.Singleton;

/** Tells a record in the form that was asked for. No answer and no file's name has the number in clear. */
@Singleton
public final class RecordAnswers {

    private final Policy policy;

    public RecordAnswers(Policy policy) {
        this.policy = policy;
    }

    /**
     * For people.
     *
     * @param language of its own words; the exact words that were shown stay as they were
     * @throws dev.ringlock.http.ProblemException if it is too large to be handed out
     */
    public APIGatewayV2HTTPResponse readable(SubjectRecord record, RecordFormat format, String language, Paper paper) {
        RecordSheet sheet = new SheetWriter(policy, record, language).sheet();
        return ifItFits(
                switch (format) {
                    case JSON -> Answers.json(200, sheet);
                    case HTML -> Answers.document(SheetDocuments.html(sheet), SheetDocuments.STYLE);
                    case PDF ->
                        Answers.download(
                                "application/pdf", SheetDocuments.pdf(sheet, record.at(), paper), "record.pdf");
                });
    }

    /**
     * For programs: JSON-LD.
     *
     * @throws dev.ringlock.http.ProblemException if it is too large to be handed out
     */
    public APIGatewayV2HTTPResponse linked(SubjectRecord record) {
        return ifItFits(
                Answers.download("application/ld+json", Json.write(ConsentGraph.of(policy, record)), "record.jsonld"));
    }

    private static APIGatewayV2HTTPResponse ifItFits(APIGatewayV2HTTPResponse answer) {
        return Answers.ifItFits(
                answer, "The record would be larger than can be handed out in this format. Ask for another format.");
    }
}
