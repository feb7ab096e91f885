package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.output.ContextWindows;
import dev.tokenbudget.internal.history.output.otlp.OtlpCollector;
import dev.tokenbudget.internal.history.output.otlp.OtlpMetrics;
import dev.tokenbudget.internal.history.store.History;
import java.util.ArrayList;
import java.util.List;

/** The metrics of all that a history holds, for a collector: cumulative, so that what is sent twice counts once. */
record OtlpSums(OtlpCollector collector, ContextWindows windows, Time time) implements Output {

    @Override
    public List<String> send(History history) {
        OtlpMetrics metrics = new OtlpMetrics(windows, time.now());
        history.runs().forEach(time.always(), metrics::run);
        List<String> sentences = new ArrayList<>();
        collector.send(metrics).ifPresent(sentences::add);
        sentences.add("Sent metrics to " + collector.url() + ".");
        return sentences;
    }
}
