package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** OpenAI's audio and image APIs, where tokens are reported; seconds and pictures are not tokens. */
final class OpenAiMedia implements Protocol {

    private static final Set<String> PATHS = Set.of(
            "/audio/transcriptions",
            "/audio/translations",
            "/audio/speech",
            "/images/generations",
            "/images/edits",
            "/images/variations");

    @Override
    public boolean matches(ModelRequest request) {
        return request.isPost() && PATHS.stream().anyMatch(request::pathEndsWith);
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return new UnknownApi.OrRemark(OpenAiMedia::read, request);
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    private static void read(JsonNode document, UsageReading reading) {
        reading.model(ProviderJson.text(document.path("model")));
        if (document.path("usage").isObject()) {
            OpenAiUsage.read(document.path("usage"), reading);
            reading.complete();
        }
    }
}
