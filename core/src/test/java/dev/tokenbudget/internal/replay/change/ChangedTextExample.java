package dev.tokenbudget.internal.replay.change;

import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.run.RunExample;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Exchanges with chosen requests, and texts that changed. */
public final class ChangedTextExample {

    private ChangedTextExample() {}

    /** Return an exchange whose answer is {@code answer}, and the sizes of whose prompt are not known. */
    public static Exchange exchange(String answer, String request) {
        return exchange(answer, request, RunExample.call(1000).build());
    }

    static Exchange exchange(String answer, String request, PromptSections prompt) {
        return exchange(answer, request, RunExample.call(1000).prompt(prompt).build());
    }

    private static Exchange exchange(String answer, String request, ModelCall call) {
        return new Exchange(
                "anthropic",
                Optional.empty(),
                "POST",
                "/v1/messages",
                new Body.Json(request.replace('\'', '"')),
                200,
                Map.of(),
                new Body.Text(answer),
                List.of(call));
    }

    public static RecordedRun run(Exchange... exchanges) {
        return new RecordedRun(List.of(exchanges));
    }

    /** Return a text that changed so: each line begins with a space, a minus or a plus. */
    public static ChangedText changed(String place, String... lines) {
        return new ChangedText(
                place,
                Arrays.stream(lines)
                        .map(line -> new DiffLine(
                                switch (line.charAt(0)) {
                                    case '-' -> DiffLine.Kind.REMOVED;
                                    case '+' -> DiffLine.Kind.ADDED;
                                    default -> DiffLine.Kind.KEPT;
                                },
                                line.substring(1)))
                        .toList(),
                4.4,
                Optional.of(new ChangedText.Growth(892, 3900)));
    }

    static String diff(ChangedText text) {
        return text.lines().stream().map(line -> line.inDiff(200)).collect(Collectors.joining("\n"));
    }
}
