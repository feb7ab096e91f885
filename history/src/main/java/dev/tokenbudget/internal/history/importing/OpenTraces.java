package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.RunPart;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The traces of which more may come. Where they become many, those that were not heard of for the longest time are passed on. */
final class OpenTraces {

    private static final int MOST_STEPS = 50_000;

    private record Key(String source, String trace) {}

    private final Map<Key, OpenTrace> traces = new LinkedHashMap<>(16, 0.75f, true);
    private final TraceRun runs;
    private final Consumer<List<RunPart>> passOn;
    private final int mostSteps;
    private int steps;

    OpenTraces(TraceRun runs, Consumer<List<RunPart>> passOn) {
        this(runs, passOn, MOST_STEPS);
    }

    OpenTraces(TraceRun runs, Consumer<List<RunPart>> passOn, int mostSteps) {
        this.runs = runs;
        this.passOn = passOn;
        this.mostSteps = mostSteps;
    }

    void add(FoundSpan span) {
        OpenTrace trace = trace(span.source(), span.trace());
        int before = trace.size();
        trace.add(span);
        steps += trace.size() - before;
        if (steps > mostSteps) {
            passOnUntil(mostSteps / 2);
        }
    }

    /** Add a call; return whether it is not among those that are still here. */
    boolean add(FoundCall call) {
        return trace(call.source(), call.trace()).add(call);
    }

    /** Pass on what is left. */
    void close() {
        passOnUntil(0);
    }

    private OpenTrace trace(String source, String trace) {
        return traces.computeIfAbsent(new Key(source, trace), key -> new OpenTrace());
    }

    private void passOnUntil(int left) {
        List<RunPart> parts = new ArrayList<>();
        Iterator<Map.Entry<Key, OpenTrace>> oldest = traces.entrySet().iterator();
        while (steps > left && oldest.hasNext()) {
            Map.Entry<Key, OpenTrace> entry = oldest.next();
            steps -= entry.getValue().size();
            runs.of(entry.getKey().source(), entry.getKey().trace(), entry.getValue())
                    .ifPresent(parts::add);
            oldest.remove();
        }
        if (!parts.isEmpty()) {
            passOn.accept(parts);
        }
    }
}
