package dev.tokenbudget.internal.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The input and output of a usage block modelled on OpenAI's, with what some hosts leave out of the two sums: xAI its
 * reasoning, Mistral audio and what its connectors read, Perplexity its reasoning and what it read to cite it. The host's own
 * total tells, or that a part is larger than its whole.
 */
record OutsideTheSums(OptionalLong input, OptionalLong output) {

    /** A part that may be in its sum or beside it. */
    private record Part(boolean ofInput, long tokens) {}

    static OutsideTheSums of(JsonNode usage, JsonNode prompt, OptionalLong reasoning, OptionalLong total) {
        OptionalLong input = ProviderJson.count(usage, "prompt_tokens", "input_tokens");
        OptionalLong output = ProviderJson.count(usage, "completion_tokens", "output_tokens");
        if (input.isEmpty() || output.isEmpty()) {
            return completed(input, output, total);
        }
        OptionalLong cited = ProviderJson.count(usage, "citation_tokens");
        List<Part> parts = new ArrayList<>();
        add(parts, false, reasoning);
        add(parts, true, ProviderJson.count(prompt, "audio_tokens"));
        add(parts, true, ProviderJson.count(usage, "connector_tokens"));
        add(parts, true, cited);
        long gap = total.isPresent() ? total.getAsLong() - input.getAsLong() - output.getAsLong() : 0;
        Optional<List<Part>> beside = gap > 0 ? sumOf(gap, parts) : Optional.of(List.of());
        if (gap == 0) {
            beside = Optional.of(beyondTheirWhole(usage, input.getAsLong(), output.getAsLong()));
        }
        for (Part part : beside.orElse(List.of())) {
            if (part.ofInput()) {
                input = ProviderJson.sum(input, OptionalLong.of(part.tokens()));
            } else {
                output = ProviderJson.sum(output, OptionalLong.of(part.tokens()));
            }
        }
        return new OutsideTheSums(input, output);
    }

    /** Old completions leave out a sum of 0; the total tells. */
    private static OutsideTheSums completed(OptionalLong input, OptionalLong output, OptionalLong total) {
        OptionalLong known = input.isPresent() ? input : output;
        if (known.isEmpty() || total.isEmpty() || total.getAsLong() < known.getAsLong()) {
            return new OutsideTheSums(input, output);
        }
        OptionalLong rest = OptionalLong.of(total.getAsLong() - known.getAsLong());
        return input.isPresent() ? new OutsideTheSums(input, rest) : new OutsideTheSums(rest, output);
    }

    /** Perplexity's deep research counts both beside the sums and its total, where they are far larger than either. */
    private static List<Part> beyondTheirWhole(JsonNode usage, long input, long output) {
        List<Part> parts = new ArrayList<>();
        OptionalLong cited = ProviderJson.count(usage, "citation_tokens");
        OptionalLong reasoning = ProviderJson.count(usage, "reasoning_tokens");
        if (cited.orElse(0) > Math.max(0, input)) {
            add(parts, true, cited);
        }
        if (reasoning.orElse(0) > Math.max(0, output)) {
            add(parts, false, reasoning);
        }
        return parts;
    }

    /** Return the fewest of {@code parts} that together are {@code gap}, the first of them first. */
    private static Optional<List<Part>> sumOf(long gap, List<Part> parts) {
        return IntStream.range(1, 1 << parts.size())
                .boxed()
                .sorted(Comparator.comparing(Integer::bitCount))
                .map(chosen -> IntStream.range(0, parts.size())
                        .filter(i -> (chosen >> i & 1) == 1)
                        .mapToObj(parts::get)
                        .toList())
                .filter(some -> some.stream().mapToLong(Part::tokens).sum() == gap)
                .findFirst();
    }

    private static void add(List<Part> parts, boolean ofInput, OptionalLong tokens) {
        if (tokens.orElse(0) > 0) {
            parts.add(new Part(ofInput, tokens.getAsLong()));
        }
    }
}
