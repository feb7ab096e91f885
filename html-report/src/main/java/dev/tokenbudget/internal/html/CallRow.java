package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.composition.Part;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageBasis;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One call of a waterfall.
 *
 * @param number its place in the run, from 1
 * @param agent who made it; empty where that is not known
 * @param model what was requested, as {@code provider model}; empty where the table says it of all calls
 * @param time when it was under way, where the run's time is known
 * @param latency how long it took
 * @param parts its tokens side by side
 * @param input tokens of the prompt
 * @param cached what of them was read from a cache, and written to one
 * @param output tokens of the answer
 * @param ended why the model stopped, and which tools it called
 */
record CallRow(
        int number,
        String agent,
        String model,
        Optional<Bar> time,
        String latency,
        List<PartBar> parts,
        String input,
        String cached,
        String output,
        String ended) {

    private static final String UNKNOWN = "?";

    /** A bar between two places of a scale. */
    record Bar(String x, String width) {}

    /** The tokens of one part of a call; an overhead below 0 is shown as a number, but has no width. */
    record PartBar(String key, String label, String tokens, String x, String width) {}

    static CallRow of(int number, ModelCall call, String model, Optional<Scale> time, Scale tokens) {
        return new CallRow(
                number,
                call.agent().orElse(""),
                model,
                time.map(scale -> underWay(call, scale)),
                Durations.inWords(call.latency()),
                parts(call, tokens),
                TaskView.known(count(call.usage().input()), basis(call)),
                cached(call),
                count(call.usage().output()),
                ended(call));
    }

    private static Bar underWay(ModelCall call, Scale scale) {
        double begin = call.started().toEpochMilli();
        return new Bar(
                scale.percent(begin), scale.length(begin, begin + call.latency().toMillis()));
    }

    private static List<PartBar> parts(ModelCall call, Scale scale) {
        List<PartBar> bars = new ArrayList<>();
        double begin = 0;
        for (Map.Entry<Part, BigInteger> size : Part.of(call).entrySet()) {
            Part part = size.getKey();
            double tokens = size.getValue().doubleValue();
            if (tokens != 0) {
                double end = begin + Math.max(tokens, 0);
                bars.add(new PartBar(
                        part.key(),
                        part.label(),
                        Figures.count(tokens),
                        scale.percent(begin),
                        scale.length(begin, end)));
                begin = end;
            }
        }
        return bars;
    }

    /** Return how the input is known where the provider did not report it for this call, such as "estimated ±20". */
    private static String basis(ModelCall call) {
        return call.basis() == UsageBasis.REPORTED
                ? ""
                : call.basis().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (call.inputError() > 0 ? " ±" + Figures.count(call.inputError()) : "");
    }

    private static String cached(ModelCall call) {
        String read = call.usage().cacheRead().isPresent() ? count(call.usage().cacheRead()) : "–";
        long written = call.usage().cacheWrite().orElse(0);
        return written > 0 ? read + ", " + Figures.count(written) + " written" : read;
    }

    private static String ended(ModelCall call) {
        List<String> words = new ArrayList<>();
        if (!call.isMeasurable() || !call.isBilled()) {
            words.add("usage " + call.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        call.stopReason().ifPresent(words::add);
        if (call.toolCalls() > 0) {
            words.add(Figures.count(call.toolCalls(), "tool call", "tool calls"));
        }
        return String.join(", ", words);
    }

    private static String count(OptionalLong tokens) {
        return tokens.isPresent() ? Figures.count(tokens.getAsLong()) : UNKNOWN;
    }
}
