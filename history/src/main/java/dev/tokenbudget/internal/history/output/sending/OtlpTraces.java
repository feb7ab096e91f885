package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.output.otlp.OtlpCollector;
import dev.tokenbudget.internal.history.store.History;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs as traces. A run is remembered as soon as the collector has it; one that is sent again all the same, because an answer was
 * lost, has the same ids.
 *
 * @param project tells collectors of the same URL apart
 */
record OtlpTraces(OtlpCollector collector, String project, Time time) implements Output {

    private static final int RUNS_OF_A_REQUEST = 50;

    @Override
    public List<String> send(History history) {
        String destination = "traces " + collector.url() + project;
        List<String> sentences = new ArrayList<>();
        long sent = 0;
        List<RunEntry> runs = history.runs().notSent(time.recently(), destination, RUNS_OF_A_REQUEST);
        while (!runs.isEmpty()) {
            collector.send(runs).ifPresent(sentences::add);
            history.runs().markSent(destination, runs.stream().map(RunEntry::id).toList(), time.now());
            sent += runs.size();
            runs = history.runs().notSent(time.recently(), destination, RUNS_OF_A_REQUEST);
        }
        sentences.add("Sent " + sent + " runs as traces to " + collector.url() + ".");
        return sentences;
    }
}
