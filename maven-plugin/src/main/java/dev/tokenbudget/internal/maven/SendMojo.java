package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.history.output.ContextWindows;
import dev.tokenbudget.internal.history.output.OutputException;
import dev.tokenbudget.internal.history.output.sending.Outputs;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryException;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Sends the history to other systems, each thing once: {@code mvn tokenbudget:send -Dtokenbudget.history=…
 * -Dtokenbudget.otlp=…} (docs/outputs.md).
 */
@Mojo(name = "send", aggregator = true, threadSafe = true)
public final class SendMojo extends TokenBudgetMojo {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** The URL of a collector of OpenTelemetry's protocol, without /v1/traces (docs/outputs.md). */
    @Parameter(property = "tokenbudget.otlp")
    private @Nullable String otlp;

    /** Headers for the collector, separated by commas; a name in braces is that of an environment variable:
     * Authorization=Basic {COLLECTOR_AUTH}. */
    @Parameter(property = "tokenbudget.otlpHeaders")
    private @Nullable String otlpHeaders;

    /** Attributes of the resource, by which some systems find the project: wandb.entity=acme,wandb.project=agents. */
    @Parameter(property = "tokenbudget.otlpResource")
    private @Nullable String otlpResource;

    /** What the collector takes: traces, metrics, or traces,metrics. */
    @Parameter(property = "tokenbudget.otlpSignals", defaultValue = "traces,metrics")
    private @Nullable String otlpSignals;

    /** The URL of a Pushgateway of Prometheus, to which metrics are pushed. */
    @Parameter(property = "tokenbudget.pushgateway")
    private @Nullable String pushgateway;

    /** A file that metrics are written to as OpenMetrics, relative to the root of the build. */
    @Parameter(property = "tokenbudget.openMetricsFile")
    private @Nullable String openMetricsFile;

    /** A file that every call of the history is written to as CSV, relative to the root of the build. */
    @Parameter(property = "tokenbudget.usageCsv")
    private @Nullable String usageCsv;

    /** The URL of LangSmith's API, to which builds are sent as experiments; its key is in the environment variable
     * LANGSMITH_API_KEY. */
    @Parameter(property = "tokenbudget.langSmith")
    private @Nullable String langSmith;

    /** How many days back runs and builds are looked for that were not sent yet. */
    @Parameter(property = "tokenbudget.sendDays", defaultValue = "7")
    private @Nullable String sendDays;

    @Override
    boolean hasWorkInParents() {
        return true;
    }

    @Override
    void configure(Map<String, String> configured) {
        put(configured, Setting.OTLP, otlp);
        put(configured, Setting.OTLP_HEADERS, otlpHeaders);
        put(configured, Setting.OTLP_RESOURCE, otlpResource);
        put(configured, Setting.OTLP_SIGNALS, otlpSignals);
        put(configured, Setting.PUSHGATEWAY, pushgateway);
        put(configured, Setting.OPEN_METRICS_FILE, openMetricsFile);
        put(configured, Setting.USAGE_CSV, usageCsv);
        put(configured, Setting.LANG_SMITH, langSmith);
        put(configured, Setting.SEND_DAYS, sendDays);
    }

    @Override
    void execute(Settings settings) throws MojoExecutionException {
        String url = history(settings);
        Outputs.Surroundings surroundings = new Outputs.Surroundings(
                HistoryRoot.of(project()).folder(),
                name -> Optional.ofNullable(System.getenv(name)),
                ContextWindows.listedIn(prices(settings)),
                Clock.systemUTC(),
                FIRST_PAUSE);
        try {
            Outputs outputs = Outputs.of(settings, surroundings);
            try (History history = History.open(url)) {
                outputs.send(history, getLog()::info);
            }
        } catch (OutputException | HistoryException e) {
            throw new MojoExecutionException(e.getMessage());
        }
    }
}
