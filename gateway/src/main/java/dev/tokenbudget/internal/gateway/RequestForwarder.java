package dev.tokenbudget.internal.gateway;

import dev.tokenbudget.internal.gateway.answers.Answering;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.gateway.transport.RequestBody;
import dev.tokenbudget.internal.gateway.transport.UpstreamRequest;
import dev.tokenbudget.internal.gateway.transport.UpstreamResponse;
import dev.tokenbudget.internal.gateway.transport.UpstreamTransport;
import dev.tokenbudget.usage.UsageStatus;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Optional;

/**
 * Forwards one request and its answer.
 *
 * @param asked the request as protocols see it
 */
record RequestForwarder(
        ClientExchange client,
        Meter meter,
        Answering answering,
        ClientWatch watch,
        RefusingUpstreams refusing,
        ModelRequest asked,
        Redirects redirects) {

    void run(UpstreamRequest request) throws IOException {
        Optional<UpstreamRequest> asking = withQuestion(request);
        AnswerPassing answers = new AnswerPassing(client, meter, redirects, request);
        try {
            if (asking.isEmpty()) {
                exchange(request, answers::pass);
            } else {
                exchange(asking.get(), answer -> passOrSendAsWritten(answer, answers, request));
            }
        } finally {
            meter.end(UsageStatus.UNKNOWN);
            meter.answered();
        }
    }

    /** What is done with an answer. */
    @FunctionalInterface
    private interface AnswerHandler {
        void handle(UpstreamResponse answer) throws IOException;
    }

    private void exchange(UpstreamRequest request, AnswerHandler handler) throws IOException {
        try (UpstreamTransport.Exchange exchange = answering.open(request);
                ClientWatch.Watched watched = watch.over(client, exchange::cancel)) {
            if (request.body().isRepeatable()) {
                watched.start();
            }
            Optional<UpstreamResponse> answer = send(exchange, request, watched);
            if (answer.isPresent()) {
                watched.start();
                handler.handle(answer.get());
            }
        }
    }

    private Optional<UpstreamResponse> send(
            UpstreamTransport.Exchange exchange, UpstreamRequest request, ClientWatch.Watched watched)
            throws IOException {
        try {
            return Optional.of(exchange.send());
        } catch (UpstreamTransport.UnreachableException e) {
            meter.end(UsageStatus.NOT_BILLED);
            refuse(502, "could not reach", request, e);
        } catch (SocketTimeoutException e) {
            meter.end(UsageStatus.UNKNOWN);
            refuse(504, "waited too long for", request, e);
        } catch (IOException | RuntimeException e) {
            meter.end(UsageStatus.UNKNOWN);
            if (watched.isGone()) {
                client.abort();
            } else {
                refuse(502, "got no answer from", request, e);
            }
        }
        return Optional.empty();
    }

    private void refuse(int status, String failed, UpstreamRequest request, Exception cause) throws IOException {
        String name = request.upstream();
        String sentence = "The gateway " + failed + " upstream '" + name + "' at " + request.origin() + " ("
                + cause.getMessage() + "). Start it, or set another base URL with "
                + redirects.upstreams().setting(name) + ".";
        client.respondJson(status, List.of(), meter.error(status, sentence));
    }

    private Optional<UpstreamRequest> withQuestion(UpstreamRequest request) {
        boolean encoded =
                HeaderField.first(request.headers(), "Content-Encoding").isPresent();
        if (encoded || refusing.isRefusing(asked)) {
            return Optional.empty();
        }
        // Its answer has to be taken out again: asked for uncompressed, that is a matter of cutting out some bytes.
        List<HeaderField> headers =
                EndToEndHeaders.with(request.headers(), new HeaderField("Accept-Encoding", "identity"));
        return request.body()
                .bytes()
                .flatMap(meter.question()::addTo)
                .map(body -> request.with(headers, RequestBody.of(body)));
    }

    private void passOrSendAsWritten(UpstreamResponse answer, AnswerPassing answers, UpstreamRequest original)
            throws IOException {
        if (answer.status() < 400) {
            answers.passWithoutAnswerToQuestion(answer);
            return;
        }
        Optional<PeekedBody> body = answer.body().map(PeekedBody::new);
        byte[] head = body.map(PeekedBody::head).orElse(new byte[0]);
        if (RefusedQuestion.isLikely(answer, head, meter.question())) {
            exchange(original, second -> passSecond(second, answers));
        } else {
            answers.pass(new UpstreamResponse(
                    answer.status(), answer.reason(), answer.headers(), body.map(PeekedBody::whole)));
        }
    }

    private void passSecond(UpstreamResponse answer, AnswerPassing answers) throws IOException {
        if (answer.status() < 300) {
            refusing.refused(asked);
        }
        answers.pass(answer);
    }
}
