package dev.tokenbudget.internal.gateway.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tokenbudget.internal.gateway.answers.AskedCall;
import dev.tokenbudget.internal.gateway.prompt.RequestContent;
import dev.tokenbudget.internal.gateway.protocol.ModelRequest;
import dev.tokenbudget.internal.gateway.protocol.Protocol;
import dev.tokenbudget.internal.gateway.protocol.Protocols;
import dev.tokenbudget.internal.gateway.protocol.ProviderJson;
import dev.tokenbudget.internal.replay.Body;
import dev.tokenbudget.internal.replay.Exchange;
import java.nio.charset.StandardCharsets;
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
 */
record ComparedRequest(
        ModelRequest request,
        RequestKind kind,
        UrlQuery query,
        Optional<String> agent,
        Optional<Protocol> protocol,
        String model,
        RequestContent content) {

    static ComparedRequest of(AskedCall call) {
        return of(call.asked(), call.target(), call.agent(), call.protocol());
    }

    static ComparedRequest of(Exchange exchange) {
        ModelRequest request = new ModelRequest(
                exchange.upstream(), exchange.method(), UrlQuery.pathOf(exchange.target()), documentOf(exchange));
        return of(request, exchange.target(), exchange.agent(), Protocols.of(request));
    }

    private static JsonNode documentOf(Exchange exchange) {
        return exchange.request() instanceof Body.Json json
                ? ProviderJson.parse(json.document().getBytes(StandardCharsets.UTF_8))
                : MissingNode.getInstance();
    }

    private static ComparedRequest of(
            ModelRequest request, String target, Optional<String> agent, Optional<Protocol> protocol) {
        return new ComparedRequest(
                request,
                RequestKind.of(request),
                UrlQuery.of(target),
                agent,
                protocol,
                protocol.map(known -> known.requestedModel(request)).orElse(""),
                RequestContent.of(request.body()));
    }

    /** Whether both ask the same, word for word. */
    boolean isSameAs(ComparedRequest other) {
        return kind.equals(other.kind)
                && query.equals(other.query)
                && model.equals(other.model)
                && content.same().equals(other.content.same())
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
