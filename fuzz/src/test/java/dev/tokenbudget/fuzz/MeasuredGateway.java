package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.gateway.Gateway;
import dev.tokenbudget.internal.gateway.RunRoute;
import dev.tokenbudget.internal.gateway.Upstreams;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.usage.ModelCall;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A gateway that serves one run after the other, each with one connection of its own. */
final class MeasuredGateway {

    static final String UPSTREAM = "acme";

    private static final int ANSWER_TIMEOUT_MILLIS = 20_000;
    /** Keys outlive their runs: a new gateway forgets them. */
    private static final int RUNS_OF_A_GATEWAY = 5_000;

    private final Supplier<Gateway> starting;
    private Optional<Gateway> gateway = Optional.empty();
    private int runs;

    private MeasuredGateway(Supplier<Gateway> starting) {
        this.starting = starting;
    }

    static MeasuredGateway before(UpstreamTransport upstream) {
        return new MeasuredGateway(() -> Gateway.start(upstreams("http://127.0.0.1:9"), upstream));
    }

    static MeasuredGateway before(String url) {
        return new MeasuredGateway(() -> Gateway.start(upstreams(url)));
    }

    /**
     * What came of one connection.
     *
     * @param answer all that the client received
     * @param calls what its run was charged with
     */
    record Outcomes(byte[] answer, List<ModelCall> calls) {}

    /** Makes the bytes that a client sends. */
    @FunctionalInterface
    interface Client {
        /** @param root path of the URL of the run, without a slash at its end */
        byte[] request(String root);
    }

    /** Send what {@code client} makes on one connection, end it, and read what comes back. */
    Outcomes play(Client client) throws IOException {
        RunInProgress run = new RunInProgress(new TaskId("example.Benchmark", "task"), 1, Instant.now(), loose -> {});
        RunRoute route = next().open(run);
        URI root = URI.create(route.rootUrl(UPSTREAM));
        byte[] answer = exchange(root.getPort(), client.request(root.getPath()));
        List<ModelCall> calls = run.end(
                        Outcome.SUCCEEDED, Run.Terms.NONE, Map.of(), Duration.ZERO, Duration.ofSeconds(20))
                .calls();
        Checks.noNegativeTokens(calls);
        return new Outcomes(answer, calls);
    }

    private Gateway next() {
        if (runs++ % RUNS_OF_A_GATEWAY == 0) {
            gateway.ifPresent(Gateway::close);
            gateway = Optional.of(starting.get());
        }
        return gateway.orElseThrow();
    }

    private static byte[] exchange(int port, byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(answer);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("no answer, and no end of the connection", e);
        } catch (java.net.SocketException e) {
            // The connection was broken off: what came before is the answer.
        }
        return answer.toByteArray();
    }

    private static Upstreams upstreams(String url) {
        return Upstreams.publicDefaults().with(UPSTREAM, url);
    }
}
