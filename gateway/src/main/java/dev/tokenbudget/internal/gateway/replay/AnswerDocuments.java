package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.framing.UsageTap;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.protocol.ResponseReader;
import dev.tokenbudget.internal.gateway.protocol.UsageReading;
import dev.tokenbudget.internal.replay.Body;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON documents that a recorded answer consists of: one, or those of its events. */
final class AnswerDocuments {

    private AnswerDocuments() {}

    static List<JsonNode> of(Body answer) {
        Collector collector = new Collector(new ArrayList<>());
        UsageTap tap = new UsageTap(collector, new UsageReading(), "");
        AnswerPieces.of(answer).forEach(piece -> tap.accept(piece, 0, piece.length));
        tap.end();
        return collector.documents();
    }

    private record Collector(List<JsonNode> documents) implements ResponseReader {

        @Override
        public void read(JsonNode document, UsageReading reading) {
            documents.add(unpacked(document));
        }

        @Override
        public boolean readsTexts() {
            return true;
        }
    }

    /** A frame of Bedrock's holds the model's own document in base64. */
    private static JsonNode unpacked(JsonNode document) {
        try {
            return document.path("bytes").isTextual()
                    ? ProviderJson.parse(document.path("bytes").binaryValue())
                    : document;
        } catch (IOException e) {
            return document;
        }
    }
}
