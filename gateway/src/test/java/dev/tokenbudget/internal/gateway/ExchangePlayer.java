package dev.tokenbudget.internal.gateway;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.Corpus.Exchange;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Plays recorded exchanges through the real gateway, with a provider that answers as recorded. */
final class ExchangePlayer implements AutoCloseable {

    private final Map<String, Exchange> byName = new ConcurrentHashMap<>();
    private final Provider provider;
    private final GatewayRun gateway;

    ExchangePlayer(List<Exchange> exchanges) {
        provider = new Provider((request, wire) ->
                Recordings.serve(requireNonNull(byName.get(request.headers().get("x-exchange"))), wire));
        Upstreams upstreams = Upstreams.publicDefaults();
        for (Exchange exchange : exchanges) {
            upstreams = upstreams.with(exchange.provider(), provider.url());
        }
        gateway = new GatewayRun(upstreams);
    }

    /** Return the calls that the exchange is charged as; its answer must reach the client unchanged. */
    List<ModelCall> play(Exchange exchange) throws IOException {
        byName.put(exchange.name(), exchange);
        RunInProgress run = gateway.newRun();
        String url = gateway.gateway.open(run).rootUrl(exchange.provider());
        assertThat(Recordings.send(exchange, URI.create(url))).isEqualTo(exchange.response());
        return GatewayRun.end(run).calls();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        provider.close();
    }
}
