package dev.tokenbudget.internal.replay.change;

import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.replay.Slopes;
import dev.tokenbudget.internal.replay.change.ChangedText.Growth;
import dev.tokenbudget.usage.ModelCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Finds the texts that changed between recorded runs and those that replayed them; what several calls have is told once. */
public final class ChangedTexts {

    /** What tells the time or counts up is the same change in every call. */
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final Slopes slopes;
    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    private record Key(PromptPart part, String place, List<DiffLine> lines) {}

    /** How often a change was seen, and what it adds to all calls that have it. */
    private static final class Sum {
        private final TextChange change;
        private int calls;
        private int sized;
        private double tokens;

        Sum(TextChange first) {
            change = first;
        }

        void add(OptionalDouble grown) {
            calls++;
            sized += grown.isPresent() ? 1 : 0;
            tokens += grown.orElse(0);
        }

        ChangedText over(int runs) {
            return new ChangedText(
                    change.place(),
                    change.lines(),
                    (double) calls / runs,
                    sized == calls ? Optional.of(new Growth(tokens / calls, tokens / runs)) : Optional.empty());
        }
    }

    private ChangedTexts(Slopes slopes) {
        this.slopes = slopes;
    }

    /**
     * Return the texts that changed, those first that add or save most.
     *
     * @param recorded the recorded runs that were replayed
     * @param replayed the runs that replayed them, in the same order
     * @param slopes how many tokens models count for text
     */
    public static List<ChangedText> of(List<RecordedRun> recorded, List<RecordedRun> replayed, Slopes slopes) {
        ChangedTexts texts = new ChangedTexts(slopes);
        int runs = Math.min(recorded.size(), replayed.size());
        for (int i = 0; i < runs; i++) {
            texts.add(recorded.get(i), replayed.get(i));
        }
        return texts.sums.values().stream()
                .sorted(Comparator.comparing((Sum sum) -> -Math.abs(sum.tokens))
                        .thenComparing(sum -> sum.change.part()))
                .map(sum -> sum.over(runs))
                .toList();
    }

    /** The answers of a replayed run are those that were recorded: the same answer tells what a recorded request has become. */
    private void add(RecordedRun recorded, RecordedRun replayed) {
        List<Exchange> left = new ArrayList<>(recorded.of(ModelCall.Role.AGENT).exchanges());
        for (Exchange asked : replayed.of(ModelCall.Role.AGENT).exchanges()) {
            left.stream()
                    .filter(exchange -> exchange.answer().equals(asked.answer()))
                    .findFirst()
                    .ifPresent(partner -> {
                        left.remove(partner);
                        add(new ChangedCall(partner, asked));
                    });
        }
    }

    private void add(ChangedCall call) {
        List<TextChange> changes =
                call.changes().stream().filter(change -> change.changed() > 0).toList();
        changes.forEach(change ->
                sums.computeIfAbsent(key(change), first -> new Sum(change)).add(call.tokens(change, changes, slopes)));
    }

    private static Key key(TextChange change) {
        return new Key(
                change.part(),
                change.place(),
                change.lines().stream()
                        .map(line -> new DiffLine(
                                line.kind(), DIGITS.matcher(line.text()).replaceAll("0")))
                        .toList());
    }
}
