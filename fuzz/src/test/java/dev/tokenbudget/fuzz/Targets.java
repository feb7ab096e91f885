package dev.tokenbudget.fuzz;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All targets by name; the seeds of each are in the folder {@code corpus} under its name. */
final class Targets {

    static final SortedMap<String, Supplier<Target>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("alert-rules", AlertRulesFile::new),
            Map.entry("aws-event-stream", AwsEventStreams::new),
            Map.entry("baseline", BaselineFile::new),
            Map.entry("build-settings", BuildSettingsFile::new),
            Map.entry("compressed-body", CompressedBodies::new),
            Map.entry("history-lines", HistoryLinesFile::new),
            Map.entry("http-answer", HttpAnswers::new),
            Map.entry("http-request", HttpRequests::new),
            Map.entry("import", ImportedFile::new),
            Map.entry("otlp", OtlpRequests::new),
            Map.entry("price-list", PriceListFile::new),
            Map.entry("provider-answer", ProviderAnswers::new),
            Map.entry("provider-request", ProviderRequests::new),
            Map.entry("recording", RecordingFile::new),
            Map.entry("run-log", RunLogFile::new),
            Map.entry("server-sent-events", ServerSentEvents::new),
            Map.entry("settings", SettingValues::new),
            Map.entry("task-names", TaskNames::new),
            Map.entry("tolerance", Tolerances::new)));

    private Targets() {}

    static Target named(String name) {
        return Objects.requireNonNull(ALL.get(name), name).get();
    }
}
