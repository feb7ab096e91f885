package dev.tokenbudget.internal.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.usage.ModelCall;
import java.util.Optional;
import java.util.Set;

/**
 * A recorded prompt as a slope is learnt from it.
 *
 * @param tools the hash of its tools; empty where it has none
 * @param text its own text, in tokens of {@code o200k_base}
 * @param toolResults how many results of tools it holds: providers add some tokens to each
 * @param input what the provider counted
 */
record PromptSize(String tools, long text, long toolResults, long input) {

    /** What only the result of a tool has, in the formats of the providers. */
    private static final Set<String> FIELDS_OF_RESULTS =
            Set.of("tool_use_id", "tool_call_id", "toolUseId", "functionResponse");

    /** Return the size of a prompt, or nothing where it is not known in full. */
    static Optional<PromptSize> of(Body request, ModelCall call) {
        return call.prompt()
                .filter(prompt -> prompt.whole() && prompt.opaqueCharacters() == 0)
                .filter(prompt -> call.isMeasurable() && call.usage().input().isPresent())
                .flatMap(prompt -> document(request)
                        .map(document -> new PromptSize(
                                prompt.hashes().tools().orElse(""),
                                prompt.tokens(),
                                toolResults(document),
                                call.usage().input().getAsLong())));
    }

    private static Optional<JsonNode> document(Body request) {
        return request instanceof Body.Json json ? JsonFile.parse(json.document()) : Optional.empty();
    }

    private static long toolResults(JsonNode request) {
        boolean isOne = FIELDS_OF_RESULTS.stream().anyMatch(request::has)
                || request.path("type").asText("").equals("function_call_output");
        long within = 0;
        for (JsonNode part : request) {
            within += toolResults(part);
        }
        return within + (isOne ? 1 : 0);
    }
}
