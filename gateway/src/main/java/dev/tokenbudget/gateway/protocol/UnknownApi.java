package dev.tokenbudget.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * Whatever asks a model something at a path that no other protocol knows. Its usage is read where it has a usual shape; an
 * answer without one makes the run unmeasurable rather than cheap.
 */
final class UnknownApi implements Protocol {

    @Override
    public boolean matches(ModelRequest request) {
        boolean asks = request.body().path("messages").isArray()
                || request.body().path("contents").isArray()
                || request.body().has("prompt");
        boolean counts = request.path().toLowerCase(Locale.ROOT).contains("token");
        return request.isPost() && asks && !counts && !request.text("model").isEmpty();
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return UnknownApi::read;
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    private static void read(JsonNode document, Reading reading) {
        JsonNode answer = document.path("response").isObject() ? document.path("response") : document;
        reading.model(Json.text(answer.path("model")));
        reading.responseId(Json.text(answer.path("id")));
        if (answer.path("usage").isObject()) {
            OpenAiUsage.read(answer.path("usage"), reading);
            reading.complete();
        }
    }
}
