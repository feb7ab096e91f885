package dev.tokenbudget.gateway;

import dev.tokenbudget.gateway.prompt.PromptMeasurement;
import dev.tokenbudget.gateway.protocol.ModelRequest;
import dev.tokenbudget.gateway.protocol.Protocol;
import dev.tokenbudget.gateway.protocol.Protocols;
import dev.tokenbudget.gateway.transport.HeaderField;
import dev.tokenbudget.gateway.transport.RequestBody;
import dev.tokenbudget.gateway.transport.UpstreamRequest;
import dev.tokenbudget.gateway.transport.UpstreamTransport;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.HttpException;

/** Finds out for each request who pays for it, where it goes and how its answer is read. */
final class Forwarder {

    /** Clients send 408, 409, 429 and 5xx again and again, and take 400 for a prompt that is too long; 403 is final. */
    private static final int NO_MORE_CALLS = 403;

    private final RunKeys keys;
    private final Upstreams upstreams;
    private final UpstreamTransport transport;
    private final ClientWatch watch;
    private final PromptMeasurement prompts = new PromptMeasurement();
    private final AtomicLong rejected = new AtomicLong();
    /** Upstreams that refused a request because of our question for usage: they are not asked again. */
    private final Set<String> refusingQuestions = ConcurrentHashMap.newKeySet();

    Forwarder(RunKeys keys, Upstreams upstreams, UpstreamTransport transport, ClientWatch watch) {
        this.keys = keys;
        this.upstreams = upstreams;
        this.transport = transport;
        this.watch = watch;
    }

    long rejectedRequests() {
        return rejected.get();
    }

    void handle(ClientExchange client) throws IOException, HttpException {
        Optional<Target> target = Target.of(client.target());
        Optional<Account> account = target.flatMap(known -> keys.accountOf(known.key()));
        if (target.isEmpty() || account.isEmpty()) {
            rejected.incrementAndGet();
            client.respondJson(
                    404,
                    Protocols.error(
                            404,
                            "This URL belongs to no run. Configure the client with a URL that the"
                                    + " gateway handed out in this JVM; each run has its own."));
            return;
        }
        Optional<URI> baseUrl = upstreams.find(target.get().upstream());
        if (baseUrl.isEmpty()) {
            client.respondJson(
                    404, Protocols.error(404, upstreams.unknown(target.get().upstream())));
            return;
        }
        forward(client, target.get().at(baseUrl.get()), account.get(), baseUrl.get());
    }

    private void forward(ClientExchange client, Target target, Account account, URI baseUrl)
            throws IOException, HttpException {
        RequestBody body = RequestBody.read(client.body(), client.bodyLength());
        List<HeaderField> headers = client.headers();
        ModelRequest asked =
                new ModelRequest(target.upstream(), client.method(), target.path(), RequestDocument.of(body, headers));
        UpstreamRequest request = new UpstreamRequest(
                target.upstream(),
                client.method(),
                originOf(baseUrl),
                target.rest(),
                EndToEnd.ofRequest(headers),
                body);
        Optional<Protocol> protocol = Protocols.of(asked);
        // An answer that is only fetched was paid for when it was asked for.
        Optional<String> refusal =
                protocol.filter(known -> !known.isRetrieval(asked)).flatMap(known -> account.refusal());
        if (refusal.isPresent()) {
            client.respondJson(NO_MORE_CALLS, protocol.get().error(NO_MORE_CALLS, refusal.get()));
            return;
        }
        Meter meter = protocol.isPresent()
                ? new CallMeter(account, protocol.get(), asked, CallOrigin.of(headers), prompts.measure(asked.body()))
                : Meter.NOTHING;
        try (Account.Ticket ticket = meter.begin()) {
            new Forwarding(client, meter, transport, watch, refusingQuestions).run(request);
        }
    }

    private static URI originOf(URI baseUrl) {
        return URI.create(baseUrl.getScheme() + "://" + baseUrl.getRawAuthority());
    }
}
