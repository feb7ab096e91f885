package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.gateway.prompt.RequestContent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Says where a request begins to differ from another, without its text. */
final class FirstDifference {

    private record Part(String name, Function<RequestContent, String> text) {}

    private static final List<Part> PARTS = List.of(
            new Part("the system prompt", RequestContent::system),
            new Part("the tool definitions", RequestContent::tools),
            new Part("the response format", RequestContent::responseFormat),
            new Part("the history", RequestContent::history),
            new Part("the tool results", RequestContent::toolResults),
            new Part("the user's input", RequestContent::user),
            new Part("the settings", content -> content.settings().toPrettyString()));

    private FirstDifference() {}

    /** Return the part and the line of it where both begin to differ, or nothing where they are the same. */
    static Optional<String> between(RequestContent asked, RequestContent recorded) {
        return PARTS.stream()
                .filter(part -> !part.text().apply(asked).equals(part.text().apply(recorded)))
                .findFirst()
                .map(part -> part.name() + ", line "
                        + line(part.text().apply(asked), part.text().apply(recorded)));
    }

    private static int line(String one, String other) {
        List<String> lines = one.lines().toList();
        List<String> others = other.lines().toList();
        int shorter = Math.min(lines.size(), others.size());
        return 1
                + IntStream.range(0, shorter)
                        .filter(i -> !lines.get(i).equals(others.get(i)))
                        .findFirst()
                        .orElse(shorter);
    }
}
