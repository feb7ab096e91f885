package dev.tokenbudget.internal.cli;

import dev.tokenbudget.internal.cli.budget.SpendingLimits;
import dev.tokenbudget.internal.cli.session.HistoryWriter;
import dev.tokenbudget.internal.cli.session.SessionRecorder;
import dev.tokenbudget.internal.cli.session.Till;
import dev.tokenbudget.internal.gateway.OpenEntrance;
import dev.tokenbudget.internal.gateway.OwnPage;
import dev.tokenbudget.internal.gateway.StandaloneGateway;
import dev.tokenbudget.internal.gateway.Traffic;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.history.Labels;
import dev.tokenbudget.internal.history.alert.BudgetAlerts;
import dev.tokenbudget.internal.history.alert.Webhook;
import dev.tokenbudget.internal.history.output.ContextWindows;
import dev.tokenbudget.internal.history.output.prometheus.LlmMetrics;
import dev.tokenbudget.internal.history.output.prometheus.MetricsFormat;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryUrl;
import dev.tokenbudget.internal.price.PriceList;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A gateway that runs in front of an application, with its history, its budgets and its pages. */
final class GatewayProcess {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Clock CLOCK = Clock.systemUTC();

    private final StandaloneGateway gateway;
    private final SessionRecorder recorder;
    private final Notices notices;
    private final String root;
    private final String greeting;

    private GatewayProcess(
            StandaloneGateway gateway, SessionRecorder recorder, Notices notices, String root, String greeting) {
        this.gateway = gateway;
        this.recorder = recorder;
        this.notices = notices;
        this.root = root;
        this.greeting = greeting;
    }

    /**
     * Start a gateway.
     *
     * @throws RuntimeException if an option cannot be used, or the history not be reached; the message says what helps
     */
    static GatewayProcess start(GatewayOptions options, Map<String, String> environment) {
        InetSocketAddress address = options.address().socket();
        Optional<String> token = options.address().token(environment);
        Upstreams upstreams = upstreams(options);
        PriceList prices = options.prices().map(PriceList::read).orElseGet(PriceList::bundled);
        String url = HistoryUrl.resolve(options.history(), Path.of(""));
        Notices notices = new Notices(webhook(options, environment).map(known -> new BudgetAlerts(url, known, CLOCK)));
        SpendingLimits limits = new SpendingLimits(options.limits(), CLOCK, notices::say);
        LlmMetrics metrics = new LlmMetrics(ContextWindows.listedIn(prices));
        History history = History.open(url);
        SessionRecorder recorder = SessionRecorder.start(
                options.spool(), new HistoryWriter(url, history), prices, metrics, options.sessionRest(), CLOCK);
        limits.resume(history.spending());
        Till till = new Till(limits, prices, recorder, Labels.of(options.labels()));
        StandaloneGateway gateway = StandaloneGateway.start(
                address, upstreams, Traffic.USUAL, new OpenEntrance(token, till::payerOf, pages(metrics)));
        String root = "http://" + options.address().host() + ":" + gateway.port();
        String greeting = "TokenBudget's gateway listens on " + root + " and writes to "
                + HistoryUrl.withoutSecrets(url) + ". Base URLs are " + root + "/<upstream>, such as " + root
                + "/openai/v1.";
        return new GatewayProcess(gateway, recorder, notices, root, greeting);
    }

    private static Upstreams upstreams(GatewayOptions options) {
        Upstreams upstreams = Upstreams.publicDefaults().setBy("--upstream ");
        for (Map.Entry<String, String> upstream : options.upstreams().entrySet()) {
            upstreams = upstreams.with(upstream.getKey(), upstream.getValue());
        }
        return upstreams;
    }

    private static Optional<Webhook> webhook(GatewayOptions options, Map<String, String> environment) {
        Optional<String> secret = Optional.ofNullable(environment.get("TOKENBUDGET_WEBHOOK_SECRET"));
        return Optional.of(options.webhook())
                .filter(url -> !url.isBlank())
                .map(url -> Webhook.of(url, options.webhookFormat(), secret, CLOCK, FIRST_PAUSE));
    }

    private static List<OwnPage> pages(LlmMetrics metrics) {
        return List.of(
                new OwnPage("/health", true, accept -> OwnPage.Answer.text(200, "ok\n")),
                new OwnPage("/metrics", false, accept -> {
                    MetricsFormat format = MetricsFormat.accepted(accept);
                    return new OwnPage.Answer(200, format.contentType(), format.write(metrics));
                }));
    }

    /** Return the URL that those of upstreams begin with. */
    String root() {
        return root;
    }

    /** Return what tells a user that the gateway is there, and how to use it. */
    String greeting() {
        return greeting;
    }

    /** Let answers under way end, for {@code patience} at most, and write what is known of all sessions. */
    void stop(Duration patience) {
        gateway.finish(patience);
        gateway.close();
        recorder.close();
        notices.close();
    }
}
