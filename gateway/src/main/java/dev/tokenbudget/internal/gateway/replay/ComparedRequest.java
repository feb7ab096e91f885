package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.answers.RequestText;
import dev.tokenbudget.internal.gateway.prompt.RequestContent;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.gateway.transport.HeaderField;
import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import dev.tokenbudget.internal.replay.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request as it is compared with others.
 *
 * @param request the request as protocols see it
 * @param kind what its answer is the answer to
 * @param query what the URL asks beside the path
 * @param agent who asks, where it says so
 * @param protocol how its answer is read; absent where it uses no tokens
 * @param model the model that it asks for; empty where it names none
 * @param content what it holds
 * @param otherText its body, where that is no JSON
 */
record ComparedRequest(
        ModelRequest request,
        RequestKind kind,
        UrlQuery query,
        Optional<String> agent,
        Optional<Protocol> protocol,
        String model,
        RequestContent content,
        String otherText) {

    /** Return a request with the headers that it is sent with, without its secrets: recordings hold none. */
    static ComparedRequest of(AskedCall call, List<HeaderField> headers, Redaction redaction) {
        Body sent = RequestText.of(call.body().bytes().orElse(new byte[0]), headers);
        Body body = redaction.redact(sent);
        return of(
                body instanceof Body.Json json && !body.equals(sent)
                        ? call.asked().with(documentOf(json))
                        : call.asked(),
                redaction.redact(call.target()),
                call.agent().map(redaction::redact),
                call.protocol(),
                body);
    }

    static ComparedRequest of(Exchange exchange) {
        ModelRequest request = new ModelRequest(
                exchange.upstream(), exchange.method(), UrlQuery.pathOf(exchange.target()), documentOf(exchange));
        return of(request, exchange.target(), exchange.agent(), Protocols.of(request), exchange.request());
    }

    /** Protocols see the model alone of a form that is uploaded. */
    private static JsonNode documentOf(Exchange exchange) {
        if (exchange.request() instanceof Body.Json json) {
            return documentOf(json);
        }
        return exchange.request() instanceof Body.Text && !exchange.calls().isEmpty()
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("model", exchange.calls().get(0).requestedModel())
                : MissingNode.getInstance();
    }

    private static JsonNode documentOf(Body.Json json) {
        return ProviderJson.parse(json.document().getBytes(StandardCharsets.UTF_8));
    }

    private static ComparedRequest of(
            ModelRequest request, String target, Optional<String> agent, Optional<Protocol> protocol, Body body) {
        return new ComparedRequest(
                request,
                RequestKind.of(request),
                UrlQuery.of(target),
                agent,
                protocol,
                protocol.map(known -> known.requestedModel(request)).orElse(""),
                RequestContent.of(request.body()),
                body instanceof Body.Text other ? other.text() : "");
    }

    /** Whether both ask the same, word for word. */
    boolean isSameAs(ComparedRequest other) {
        return kind.equals(other.kind)
                && query.equals(other.query)
                && (model.equals(other.model) || !otherText.isEmpty())
                && content.same().equals(other.content.same())
                && otherText.equals(other.otherText)
                && isOfAgentOf(other);
    }

    /** Whether both may be of one agent: those that do not say whose they are may be anybody's. */
    boolean isOfAgentOf(ComparedRequest other) {
        return agent.isEmpty() || other.agent.isEmpty() || agent.equals(other.agent);
    }

    /** Whether the request fetches what was asked for earlier, or uses no tokens: it may be repeated as often as one likes. */
    boolean isFree() {
        return protocol.map(known -> known.isRetrieval(request)).orElse(true);
    }
}
