package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.answers.LiveAnswers;
import dev.tokenbudget.internal.gateway.transport.NetworkTransport;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.recording.RunAccount;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The loopback HTTP server that agents talk to instead of the provider: it forwards each request unchanged to the upstream
 * that the URL names, and charges the run that the URL belongs to with what the answer used.
 *
 * <p>It listens on 127.0.0.1 only, on a port that the system chooses. It keeps no prompt, answer, header or key; a source of
 * answers that records keeps prompts and answers.
 */
public final class Gateway implements AutoCloseable {

    private final Upstreams upstreams;
    private final AnswerSource answers;
    private final RunKeys keys = new RunKeys();
    private final ClientWatch watch = new ClientWatch();
    private final RequestRouter forwarder;
    private final Listener listener;
    private final RunRoute shared;
    private final RunRoute sharedOfJudge;

    private Gateway(Upstreams upstreams, Traffic traffic, AnswerSource answers) throws IOException {
        this.upstreams = upstreams;
        this.answers = answers;
        this.forwarder = new RequestRouter(keys, upstreams, traffic, answers, watch);
        this.listener = new Listener(forwarder::handle);
        this.shared = new RunRoute(this, keys.openShared(ModelCall.Role.AGENT));
        this.sharedOfJudge = new RunRoute(this, keys.openShared(ModelCall.Role.JUDGE));
    }

    /**
     * Start a gateway to upstreams on the network.
     *
     * @throws UncheckedIOException if no loopback port can be opened
     */
    public static Gateway start(Upstreams upstreams) {
        return start(upstreams, Traffic.USUAL);
    }

    /**
     * Start a gateway to upstreams on the network that leaves requests out of what it measures.
     *
     * @throws UncheckedIOException if no loopback port can be opened
     */
    public static Gateway start(Upstreams upstreams, Traffic traffic) {
        return start(upstreams, traffic, new LiveAnswers(new NetworkTransport()));
    }

    /**
     * Start a gateway that sends requests by {@code transport}, which is closed with it.
     *
     * @throws UncheckedIOException if no loopback port can be opened
     */
    public static Gateway start(Upstreams upstreams, UpstreamTransport transport) {
        return start(upstreams, Traffic.USUAL, new LiveAnswers(transport));
    }

    /**
     * Start a gateway.
     *
     * @param upstreams what requests may name
     * @param traffic which requests are not measured
     * @param answers where answers come from; closed with the gateway
     * @throws UncheckedIOException if no loopback port can be opened
     */
    public static Gateway start(Upstreams upstreams, Traffic traffic, AnswerSource answers) {
        try {
            return new Gateway(upstreams, traffic, answers);
        } catch (IOException e) {
            throw new UncheckedIOException("The gateway could not open a port on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    /** Open the URLs of the agent of {@code run}. */
    public RunRoute open(RunInProgress run) {
        return open(run.as(ModelCall.Role.AGENT));
    }

    /** Open the URLs of one of the accounts of a run. */
    public RunRoute open(RunAccount account) {
        return new RunRoute(this, keys.open(account));
    }

    /**
     * Return a URL for an agent that is built once and used by many runs: a call is charged to the one run that is under
     * way when it is sent ({@link RunRegistry}).
     *
     * @throws IllegalArgumentException if there is no such upstream; the message says which there are
     */
    public String sharedBaseUrl(String upstream) {
        return shared.baseUrl(upstream);
    }

    /** Return the URLs that stand for the judge of the one run that is under way when a call is sent. */
    public RunRoute sharedOfJudge() {
        return sharedOfJudge;
    }

    /** Return how many requests were refused because they carried no key of a run. */
    public long rejectedRequests() {
        return forwarder.rejectedRequests();
    }

    /** Stop: open connections are broken off, and what they used is charged before this returns. */
    @Override
    public void close() {
        listener.close();
        watch.close();
        answers.close();
    }

    String baseUrl(String key, String upstream) {
        return rootUrl(key, upstream) + upstreams.baseUrl(upstream).getRawPath();
    }

    String rootUrl(String key, String upstream) {
        upstreams.baseUrl(upstream);
        return "http://127.0.0.1:" + listener.port() + "/" + key + "/" + upstream;
    }
}
