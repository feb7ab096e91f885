package dev.tokenbudget.internal.cli;

import dev.tokenbudget.internal.cli.budget.SpendingLimit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tokenbudget gateway}. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Forwards calls to model providers, writes what they used to a history, and stops them at budgets.")
final class GatewayCommand implements Callable<Integer> {

    @Option(
            names = "--history",
            required = true,
            defaultValue = "${env:TOKENBUDGET_HISTORY}",
            paramLabel = "<JDBC URL>",
            description = "Where sessions are written: jdbc:sqlite:<file>, jdbc:postgresql:…, or a file's path."
                    + " Default: the environment variable TOKENBUDGET_HISTORY.")
    private String history = "";

    @Option(names = "--port", defaultValue = "8787", description = "Default: ${DEFAULT-VALUE}; 0 for any that is free.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on, default ${DEFAULT-VALUE}. Any that others can reach needs --require-token.")
    private String host = "";

    @Option(
            names = "--require-token",
            description = "Serve only requests whose header TokenBudget-Token is what the environment variable"
                    + " TOKENBUDGET_GATEWAY_TOKEN holds.")
    private boolean requireToken;

    @Option(
            names = "--upstream",
            paramLabel = "<name>=<base URL>",
            description = "Add or change an upstream. The public ones are known: openai, anthropic, gemini …")
    private Map<String, String> upstreams = new TreeMap<>();

    @Option(
            names = "--label",
            paramLabel = "<name>=<value>",
            description = "A label of all calls, such as environment=staging.")
    private Map<String, String> labels = new TreeMap<>();

    @Option(names = "--prices", paramLabel = "<file>", description = "A price list (docs/prices.md).")
    private @Nullable Path prices;

    @Option(names = "--hourly-cost-usd", paramLabel = "<USD>", description = "What all calls of an hour may cost.")
    private @Nullable BigDecimal hourlyCost;

    @Option(names = "--daily-cost-usd", paramLabel = "<USD>", description = "What all calls of a day (UTC) may cost.")
    private @Nullable BigDecimal dailyCost;

    @Option(names = "--hourly-tokens", paramLabel = "<tokens>", description = "What all calls of an hour may use.")
    private @Nullable BigDecimal hourlyTokens;

    @Option(names = "--daily-tokens", paramLabel = "<tokens>", description = "What all calls of a day may use.")
    private @Nullable BigDecimal dailyTokens;

    @Option(
            names = "--hourly-cost-usd-by",
            paramLabel = "<label>=<USD>",
            description = "What calls of each value of a label may cost in an hour, such as team=2.")
    private Map<String, BigDecimal> hourlyCostBy = new TreeMap<>();

    @Option(names = "--daily-cost-usd-by", paramLabel = "<label>=<USD>", description = "The same for a day.")
    private Map<String, BigDecimal> dailyCostBy = new TreeMap<>();

    @Option(names = "--hourly-tokens-by", paramLabel = "<label>=<tokens>", description = "The same in tokens.")
    private Map<String, BigDecimal> hourlyTokensBy = new TreeMap<>();

    @Option(names = "--daily-tokens-by", paramLabel = "<label>=<tokens>", description = "The same for a day.")
    private Map<String, BigDecimal> dailyTokensBy = new TreeMap<>();

    @Option(
            names = "--webhook",
            paramLabel = "<URL>",
            defaultValue = "${env:TOKENBUDGET_WEBHOOK:-}",
            description = "Told when 80 %% of a budget are used, and all of it. Default: the environment variable"
                    + " TOKENBUDGET_WEBHOOK. Signed where TOKENBUDGET_WEBHOOK_SECRET is set.")
    private String webhook = "";

    @Option(names = "--webhook-format", defaultValue = "json", description = "json or slack; default ${DEFAULT-VALUE}.")
    private String webhookFormat = "";

    @Option(
            names = "--session-rest",
            defaultValue = "300",
            paramLabel = "<seconds>",
            description = "A session is over, and written, once it rests as long; default ${DEFAULT-VALUE}.")
    private int sessionRest;

    @Option(
            names = "--spool",
            defaultValue = ".tokenbudget/gateway",
            paramLabel = "<folder>",
            description = "Where calls are kept until the history has them; default ${DEFAULT-VALUE}.")
    private Path spool = Path.of("");

    @Option(
            names = "--drain",
            defaultValue = "25",
            paramLabel = "<seconds>",
            description = "How long answers under way are waited for at SIGTERM; default ${DEFAULT-VALUE}.")
    private int drain;

    @Override
    public Integer call() throws InterruptedException {
        GatewayProcess process = GatewayProcess.start(options(), System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.stop(Duration.ofSeconds(drain))));
        System.out.println(process.greeting());
        Thread.currentThread().join();
        return 0;
    }

    GatewayOptions options() {
        return new GatewayOptions(
                history,
                new GatewayAddress(host, port, requireToken),
                upstreams,
                labels,
                Optional.ofNullable(prices),
                limits(),
                webhook,
                webhookFormat,
                Duration.ofSeconds(sessionRest),
                spool);
    }

    private List<SpendingLimit> limits() {
        List<SpendingLimit> limits = new ArrayList<>();
        Limits.add(limits, SpendingLimit.Span.HOURLY, SpendingLimit.Unit.USD, hourlyCost, hourlyCostBy);
        Limits.add(limits, SpendingLimit.Span.DAILY, SpendingLimit.Unit.USD, dailyCost, dailyCostBy);
        Limits.add(limits, SpendingLimit.Span.HOURLY, SpendingLimit.Unit.TOKENS, hourlyTokens, hourlyTokensBy);
        Limits.add(limits, SpendingLimit.Span.DAILY, SpendingLimit.Unit.TOKENS, dailyTokens, dailyTokensBy);
        return limits;
    }
}
