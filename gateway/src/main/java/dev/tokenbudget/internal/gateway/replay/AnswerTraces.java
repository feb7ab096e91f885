package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.replay.Body;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tells that a later request repeats an answer.
 *
 * @param ids of the answer, its messages and tool calls, and signatures of thoughts
 * @param texts what the model said, text by text
 * @param quotes what it said and gave to tools, as a whole and line by line, where that is long enough to tell whose it is
 *     when it is quoted
 * @param calls tool calls with what they are given, as text
 */
record AnswerTraces(Set<String> ids, Set<String> texts, Set<String> quotes, Set<String> calls) {

    private static final Set<String> IDS = Set.of(
            "id",
            "call_id",
            "tool_call_id",
            "tool_use_id",
            "toolUseId",
            "item_id",
            "callId",
            "toolCallId",
            "responseId",
            "response_id",
            "interaction_id",
            "signature",
            "thoughtSignature",
            "thought_signature",
            "encrypted_content");

    static AnswerTraces of(Body answer) {
        List<JsonNode> documents = AnswerDocuments.of(answer);
        SaidText said = SaidText.of(documents);
        Set<String> ids = new HashSet<>();
        Set<String> calls = new HashSet<>();
        for (JsonNode document : documents) {
            Leaves.of(document, (name, text) -> {
                if (IDS.contains(name) && !text.isBlank()) {
                    ids.add(text);
                }
            });
            ToolCalls.of(document, calls::add);
        }
        return new AnswerTraces(ids, texts(said), quotes(said), calls);
    }

    private static Set<String> texts(SaidText said) {
        return said.texts().stream()
                .map(Wording::of)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toSet());
    }

    /** An answer in JSON is often taken apart before it is quoted. */
    private static Set<String> quotes(SaidText said) {
        Stream.Builder<String> parts = Stream.builder();
        said.texts().forEach(text -> {
            parts.add(text);
            Leaves.textsOf(text, parts);
        });
        said.givenToTools().forEach(parts);
        return parts.build().flatMap(Wording::tellingQuotes).collect(Collectors.toSet());
    }
}
