package dev.tokenbudget.assertj;

import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The calls of a run as failure messages show them.
 *
 * @param calls the calls in the order in which they were sent
 */
record SeenCalls(List<ModelCall> calls) {

    private static final int SHOWN = 10;

    SeenCalls(Run run) {
        this(run.calls());
    }

    /** Return one line a call, the first ten of them. */
    String inWords() {
        String lines = IntStream.range(0, Math.min(SHOWN, calls.size()))
                .mapToObj(index -> "\n  " + named(index) + ": " + used(calls.get(index)))
                .collect(Collectors.joining());
        int left = calls.size() - SHOWN;
        return calls.isEmpty() ? "" : "\nIts calls:" + lines + (left > 0 ? "\n  … and " + left + " more" : "");
    }

    /** Return a call's number, provider, model and agent, such as {@code 2. openai gpt-5 (planner)}. */
    String named(ModelCall call) {
        return named(calls.indexOf(call));
    }

    private String named(int index) {
        ModelCall call = calls.get(index);
        String agent = call.agent().map(name -> " (" + name + ")").orElse("");
        return (index + 1) + ". " + call.provider() + " " + call.requestedModel() + agent;
    }

    private static String used(ModelCall call) {
        return switch (call.status()) {
            case NOT_BILLED -> "refused, not billed";
            case UNKNOWN -> "usage unknown";
            case PARTIAL -> "cut short, at least " + tokens(call.usage());
            case REPORTED -> tokens(call.usage());
        };
    }

    private static String tokens(TokenUsage usage) {
        String cached = usage.cacheRead().orElse(0) > 0 ? " (" + count(usage.cacheRead()) + " from the cache)" : "";
        return count(usage.input()) + " input" + cached + ", " + count(usage.output()) + " output tokens";
    }

    private static String count(OptionalLong tokens) {
        return tokens.isPresent() ? Figures.count(tokens.getAsLong()) : "unknown";
    }
}
