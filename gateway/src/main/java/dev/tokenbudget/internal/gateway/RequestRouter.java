package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.answers.AnswerSource;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.RequestBody;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.recording.Admission;
import dev.tokenbudget.internal.recording.Reservation;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Finds out for each request who pays for it, where it goes and how its answer is read. */
final class RequestRouter {

    /** Clients send 408, 409, 429 and 5xx again and again, and take 400 for a prompt that is too long; 403 is final. */
    private static final int NO_MORE_CALLS = 403;

    private static final int UPGRADE_REQUIRED = 426;
    private static final List<HeaderField> OTHER_PROTOCOL =
            List.of(new HeaderField("Upgrade", "HTTP/1.1"), new HeaderField("Connection", "Upgrade"));
    private static final Entrance.Entry NO_TUNNELS = new Entrance.Entry.Refused(
            405, "The gateway is no proxy and opens no tunnels (CONNECT): set its URL as the client's base URL.");
    private static final String NO_WEB_SOCKETS =
            "The gateway forwards HTTP, and no WebSockets: let the client send its requests over HTTP.";

    private final Entrance entrance;
    private final Upstreams upstreams;
    private final ClientWatch watch;
    private final MeterSelector metering;
    private final AtomicLong rejected = new AtomicLong();
    private final Map<URI, URI> origins = new ConcurrentHashMap<>();
    private final RefusingUpstreams refusing = new RefusingUpstreams();

    RequestRouter(Entrance entrance, Upstreams upstreams, Traffic traffic, AnswerSource answers, ClientWatch watch) {
        this.entrance = entrance;
        this.upstreams = upstreams;
        this.metering = new MeterSelector(traffic, answers);
        this.watch = watch;
    }

    long rejectedRequests() {
        return rejected.get();
    }

    void handle(ClientExchange client) throws IOException {
        Entrance.Entry entry = client.method().equals("CONNECT")
                ? NO_TUNNELS
                : entrance.enter(client.target(), client.method(), client.headers());
        if (entry instanceof Entrance.Entry.Call call) {
            forward(client, call.target(), call.payer());
        } else if (entry instanceof Entrance.Entry.Page page) {
            client.respond(page.answer());
        } else if (entry instanceof Entrance.Entry.Refused refused) {
            rejected.incrementAndGet();
            client.respondJson(refused.status(), List.of(), Protocols.error(refused.status(), refused.because()));
        }
    }

    private void forward(ClientExchange client, Target target, Payer payer) throws IOException {
        Optional<URI> baseUrl = upstreams.find(target.upstream());
        if (baseUrl.isEmpty()) {
            client.respondJson(404, List.of(), Protocols.error(404, upstreams.unknown(target.upstream())));
            return;
        }
        forward(client, target.at(baseUrl.get()), payer, baseUrl.get());
    }

    private void forward(ClientExchange client, Target target, Payer account, URI baseUrl) throws IOException {
        List<HeaderField> headers = client.headers();
        if (asksForWebSocket(headers)) {
            client.respondJson(UPGRADE_REQUIRED, OTHER_PROTOCOL, Protocols.error(UPGRADE_REQUIRED, NO_WEB_SOCKETS));
            return;
        }
        RequestBody body = RequestBody.read(client.body(), client.bodyLength());
        MeterSelector.Measured measured = metering.measure(target, client.method(), headers, body, account);
        Meter meter = measured.meter();
        Admission admission = meter.enter(() -> body.isRepeatable() && client.isClientGone());
        if (admission instanceof Admission.Granted granted) {
            forward(client, target, baseUrl, measured, granted.reservation());
        } else if (admission instanceof Admission.Refused refused) {
            client.respondJson(NO_MORE_CALLS, meter.budgetHeaders(), meter.error(NO_MORE_CALLS, refused.because()));
        } else {
            client.abort();
        }
    }

    private void forward(
            ClientExchange client, Target target, URI baseUrl, MeterSelector.Measured measured, Reservation reservation)
            throws IOException {
        UpstreamRequest request = new UpstreamRequest(
                target.upstream(),
                client.method(),
                originOf(baseUrl),
                target.rest(),
                EndToEndHeaders.ofRequest(client.headers(), target.upstream(), baseUrl),
                measured.body());
        Redirects redirects =
                new Redirects(HeaderField.first(client.headers(), "Host").orElse(""), target.key(), upstreams);
        try (reservation) {
            new RequestForwarder(
                            client,
                            measured.meter(),
                            measured.answering(),
                            watch,
                            refusing,
                            measured.asked(),
                            redirects)
                    .run(request);
        }
    }

    private static boolean asksForWebSocket(List<HeaderField> headers) {
        for (HeaderField field : headers) {
            if (field.is("Upgrade") && field.value().toLowerCase(Locale.ROOT).contains("websocket")) {
                return true;
            }
        }
        return false;
    }

    private URI originOf(URI baseUrl) {
        return origins.computeIfAbsent(baseUrl, url -> URI.create(url.getScheme() + "://" + url.getRawAuthority()));
    }
}
