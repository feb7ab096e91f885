package dev.tokenbudget.internal.junit;

import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Traffic;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.recording.RunAccount;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A session's gateway, started with its first use, and the URLs that lead to it. Safe to use from any thread. */
final class GatewayDoor {

    private final Supplier<Upstreams> upstreams;
    private final Supplier<Traffic> traffic;
    private final Supplier<AnswerSource> answers;
    private final Function<RunAccount, Map<String, String>> reporting;
    private final Map<RunAccount, RunRoute> routes = new HashMap<>();
    private Optional<Gateway> gateway = Optional.empty();

    /**
     * Create the door of a gateway.
     *
     * @param upstreams what the gateway forwards to
     * @param traffic which requests are not measured
     * @param answers where answers come from
     * @param reporting gives the variables by which an agent in another process reports to a run beside the gateway
     */
    GatewayDoor(
            Supplier<Upstreams> upstreams,
            Supplier<Traffic> traffic,
            Supplier<AnswerSource> answers,
            Function<RunAccount, Map<String, String>> reporting) {
        this.upstreams = upstreams;
        this.traffic = traffic;
        this.answers = answers;
        this.reporting = reporting;
    }

    /** Return the URLs that charge one of the accounts of a run. */
    synchronized ModelGateway of(RunAccount account) {
        RunRoute route = routes.computeIfAbsent(account, started()::open);
        return new GatewayUrls(
                route::baseUrl,
                () -> reporting.apply(account),
                () -> of(account.whole().judge()));
    }

    /** Return the URLs that charge the one run that is active when a call is made. */
    synchronized ModelGateway shared() {
        return new GatewayUrls(started()::sharedBaseUrl, Map::of, this::sharedOfJudge);
    }

    private synchronized ModelGateway sharedOfJudge() {
        return new GatewayUrls(started().sharedOfJudge()::baseUrl, Map::of, this::sharedOfJudge);
    }

    private ModelGateway of(Optional<RunInProgress> run, ModelCall.Role role) {
        return run.map(known -> of(known.as(role)))
                .orElseGet(() -> role == ModelCall.Role.JUDGE ? sharedOfJudge() : shared());
    }

    /**
     * Return where a request has to go instead of {@code target}, so that its usage is seen.
     *
     * @param run the run that makes the request, where that is known
     * @param role whose request it is
     * @return nothing where {@code target} belongs to no upstream
     */
    Optional<URI> route(Optional<RunInProgress> run, ModelCall.Role role, URI target) {
        Upstreams known = upstreams.get();
        UnaryOperator<String> base = upstream -> known.baseUrl(upstream).toString();
        return known.names().stream()
                .filter(upstream -> isBelow(base.apply(upstream), target.toString()))
                .max(Comparator.comparing(upstream -> base.apply(upstream).length()))
                .map(upstream -> of(run, role).to(upstream)
                        + target.toString().substring(base.apply(upstream).length()))
                .map(URI::create);
    }

    /** Forget the URLs of a run that has ended: the gateway still knows them, and records what comes by them as late. */
    synchronized void leave(RunInProgress run) {
        routes.keySet().removeIf(account -> account.whole() == run);
    }

    /** Stop the gateway, where it was started. */
    void close() {
        Optional<Gateway> started;
        synchronized (this) {
            started = gateway;
        }
        started.ifPresent(Gateway::close);
    }

    private Gateway started() {
        if (gateway.isEmpty()) {
            gateway = Optional.of(Gateway.start(upstreams.get(), traffic.get(), answers.get()));
        }
        return gateway.get();
    }

    private static boolean isBelow(String base, String url) {
        return url.startsWith(base) && (url.length() == base.length() || "/?".indexOf(url.charAt(base.length())) >= 0);
    }
}
