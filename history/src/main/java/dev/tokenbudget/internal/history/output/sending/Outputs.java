package dev.tokenbudget.internal.history.output.sending;

import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.output.ContextWindows;
import dev.tokenbudget.internal.history.output.Destination;
import dev.tokenbudget.internal.history.output.OutputException;
import dev.tokenbudget.internal.history.output.RequestHeaders;
import dev.tokenbudget.internal.history.output.langsmith.LangSmithExperiments;
import dev.tokenbudget.internal.history.output.otlp.OtlpCollector;
import dev.tokenbudget.internal.history.output.prometheus.Pushgateway;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** All ways out of a history that the settings name. One that fails does not stop the others. */
public final class Outputs {

    private static final String LANG_SMITH_HEADERS = "x-api-key={LANGSMITH_API_KEY}";

    private final List<Output> outputs;

    private Outputs(List<Output> outputs) {
        this.outputs = outputs;
    }

    /**
     * Where things go, and with what.
     *
     * @param root what files are relative to
     * @param environment gives the value of an environment variable, where it is set
     * @param firstPause how long to wait before a system that was busy is asked again
     */
    public record Surroundings(
            Path root,
            Function<String, Optional<String>> environment,
            ContextWindows windows,
            Clock clock,
            Duration firstPause) {}

    /**
     * Return the outputs that {@code settings} name.
     *
     * @throws OutputException if none is named, or one cannot be used: nothing was sent then
     */
    public static Outputs of(Settings settings, Surroundings surroundings) {
        Time time = new Time(surroundings.clock().instant(), Integer.parseInt(settings.text(Setting.SEND_DAYS)));
        List<Output> outputs = new ArrayList<>();
        text(settings, Setting.USAGE_CSV)
                .map(surroundings.root()::resolve)
                .ifPresent(file -> outputs.add(new CsvFile(file, time)));
        Optional<Path> file = text(settings, Setting.OPEN_METRICS_FILE).map(surroundings.root()::resolve);
        Optional<Pushgateway> gateway = text(settings, Setting.PUSHGATEWAY)
                .map(url -> new Pushgateway(destination(Setting.PUSHGATEWAY, url, RequestHeaders.NONE, surroundings)));
        if (file.isPresent() || gateway.isPresent()) {
            outputs.add(new PrometheusOutput(file, gateway, surroundings.windows(), time));
        }
        text(settings, Setting.OTLP).ifPresent(url -> outputs.addAll(otlp(settings, url, surroundings, time)));
        text(settings, Setting.LANG_SMITH)
                .map(url -> destination(
                        Setting.LANG_SMITH,
                        url,
                        headers(Setting.LANG_SMITH, LANG_SMITH_HEADERS, surroundings),
                        surroundings))
                .ifPresent(destination -> outputs.add(new Experiments(new LangSmithExperiments(destination), time)));
        if (outputs.isEmpty()) {
            throw new OutputException("Nothing says where to send to. Set " + Setting.OTLP.key() + ", "
                    + Setting.PUSHGATEWAY.key() + ", " + Setting.OPEN_METRICS_FILE.key() + ", "
                    + Setting.USAGE_CSV.key() + " or " + Setting.LANG_SMITH.key() + " (docs/outputs.md).");
        }
        return new Outputs(outputs);
    }

    private static List<Output> otlp(Settings settings, String url, Surroundings surroundings, Time time) {
        RequestHeaders headers = headers(Setting.OTLP_HEADERS, settings.text(Setting.OTLP_HEADERS), surroundings);
        Labels resource = Labels.parse(settings.text(Setting.OTLP_RESOURCE));
        OtlpCollector collector =
                new OtlpCollector(destination(Setting.OTLP, url, headers, surroundings), resource.values());
        String project = resource.values().isEmpty() ? "" : " " + resource.values();
        List<String> signals = List.of(settings.text(Setting.OTLP_SIGNALS).split(","));
        List<Output> outputs = new ArrayList<>();
        if (signals.contains("traces")) {
            outputs.add(new OtlpTraces(collector, project, time));
        }
        if (signals.contains("metrics")) {
            outputs.add(new OtlpSums(collector, surroundings.windows(), time));
        }
        return outputs;
    }

    private static Optional<String> text(Settings settings, Setting setting) {
        return Optional.of(settings.text(setting)).filter(text -> !text.isBlank());
    }

    private static RequestHeaders headers(Setting setting, String headers, Surroundings surroundings) {
        return RequestHeaders.parse(setting.key(), headers, surroundings.environment());
    }

    private static Destination destination(
            Setting setting, String url, RequestHeaders headers, Surroundings surroundings) {
        return new Destination(setting.key(), url, headers, surroundings.firstPause());
    }

    /**
     * Send everything that is due.
     *
     * @param said takes sentences that say what was sent
     * @throws OutputException if some of it could not be sent; the message says what, and the rest was
     */
    public void send(History history, Consumer<String> said) {
        List<String> failures = new ArrayList<>();
        for (Output output : outputs) {
            try {
                output.send(history).forEach(said);
            } catch (OutputException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        if (!failures.isEmpty()) {
            throw new OutputException(String.join(System.lineSeparator(), failures));
        }
    }
}
