package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** OpenAI's Assistants API: a run of a thread is one call, however often it is fetched and fed with tool results. */
final class Assistants implements Protocol {

    private static final Pattern CREATE = Pattern.compile(".*/threads/([^/]+/)?runs");
    private static final Pattern GO_ON = Pattern.compile(".*/threads/[^/]+/runs/[^/]+(/submit_tool_outputs|/cancel)?");

    @Override
    public boolean matches(ModelRequest request) {
        return (request.isPost() && CREATE.matcher(request.path()).matches()) || isRetrieval(request);
    }

    @Override
    public boolean isRetrieval(ModelRequest request) {
        return GO_ON.matcher(request.path()).matches();
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return Assistants::read;
    }

    @Override
    public String error(int status, String sentence) {
        return OpenAiUsage.error(status, sentence);
    }

    private static void read(JsonNode document, UsageReading reading) {
        // The steps of a run report parts of what the run reports.
        if (document.path("object").asText().equals("thread.run")) {
            reading.model(ProviderJson.text(document.path("model")));
            reading.responseId(ProviderJson.text(document.path("id")));
            reading.stopReason(ProviderJson.text(document.path("status")));
            if (document.path("usage").isObject()) {
                OpenAiUsage.read(document.path("usage"), reading);
                reading.complete();
            }
        }
    }
}
