package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.gateway.protocol.UsageReading.Iteration;
import dev.tokenbudget.usage.TokenUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Amazon Bedrock's agents: one request leads to several calls of models, which the answer's trace tells where the request
 * enables it. Without a trace, or with one that leaves out what a model used, the usage is unknown.
 */
final class BedrockAgents implements Protocol {

    private static final Pattern AGENT = Pattern.compile(".*/agents/[^/]+/agentAliases/[^/]+/sessions/[^/]+/text");
    private static final Pattern INLINE_AGENT = Pattern.compile(".*/agents/[^/]+");

    @Override
    public boolean matches(ModelRequest request) {
        boolean inline = request.body().has("foundationModel") && request.body().has("instruction");
        return request.isPost()
                && (AGENT.matcher(request.path()).matches()
                        || (inline && INLINE_AGENT.matcher(request.path()).matches()));
    }

    @Override
    public ResponseReader reader(ModelRequest request) {
        return new TraceReader();
    }

    @Override
    public String requestedModel(ModelRequest request) {
        return request.text("foundationModel");
    }

    @Override
    public String error(int status, String sentence) {
        return Cohere.errorOf(sentence);
    }

    private static final class TraceReader implements ResponseReader {

        private final List<Iteration> answers = new ArrayList<>();
        private final Deque<String> asked = new ArrayDeque<>();
        private int untold;

        @Override
        public void read(JsonNode event, UsageReading reading) {
            for (JsonNode step : event.path("trace")) {
                JsonNode question = step.path("modelInvocationInput");
                if (question.isObject()) {
                    untold++;
                    asked.add(question.path("foundationModel").asText(""));
                }
                if (step.path("modelInvocationOutput").isObject()) {
                    readAnswer(
                            step.path("modelInvocationOutput").path("metadata").path("usage"), reading);
                }
            }
        }

        private void readAnswer(JsonNode usage, UsageReading reading) {
            Optional<String> model = Optional.ofNullable(asked.poll()).filter(name -> !name.isEmpty());
            OptionalLong input = ProviderJson.count(usage, "inputTokens");
            OptionalLong output = ProviderJson.count(usage, "outputTokens");
            if (input.isPresent() && output.isPresent()) {
                untold = Math.max(0, untold - 1);
                answers.add(new Iteration(model, TokenUsage.of(input.getAsLong(), output.getAsLong())));
                reading.parts(answers);
            } else {
                untold = Math.max(1, untold);
            }
        }

        @Override
        public void end(UsageReading reading) {
            if (untold == 0 && !answers.isEmpty()) {
                reading.complete();
            }
        }
    }
}
