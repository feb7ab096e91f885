package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The most tokens that a request lets its answer have, by the names that providers have for it. */
public final class OutputLimit {

    private static final List<String> LIMITS = List.of(
            "max_tokens",
            "max_completion_tokens",
            "max_output_tokens",
            "max_tokens_to_sample",
            "max_gen_len",
            "maxTokens",
            "maxOutputTokens",
            "maxTokenCount",
            "num_predict");

    private static final List<String> SETTINGS = List.of(
            "generationConfig",
            "generation_config",
            "inferenceConfig",
            "textGenerationConfig",
            "options",
            "completion_args");

    /** How many answers are asked for at once. */
    private static final List<String> ANSWERS = List.of("n", "best_of", "candidateCount", "num_generations");

    private OutputLimit() {}

    /** Return the limit of all answers that {@code request} asks for together, where it sets one. */
    public static OptionalLong of(JsonNode request) {
        List<JsonNode> places = new ArrayList<>(List.of(request));
        for (String settings : SETTINGS) {
            if (request.path(settings).isObject()) {
                places.add(request.path(settings));
            }
        }
        OptionalLong limit = largest(places, LIMITS);
        return limit.isPresent()
                ? OptionalLong.of(limit.getAsLong() * largest(places, ANSWERS).orElse(1))
                : limit;
    }

    /** Some providers write "no limit" as a number below 1. */
    private static OptionalLong largest(List<JsonNode> places, List<String> names) {
        long largest = 0;
        for (JsonNode place : places) {
            for (String name : names) {
                JsonNode limit = place.path(name);
                largest = limit.canConvertToInt() ? Math.max(largest, limit.asLong()) : largest;
            }
        }
        return largest > 0 ? OptionalLong.of(largest) : OptionalLong.empty();
    }
}
