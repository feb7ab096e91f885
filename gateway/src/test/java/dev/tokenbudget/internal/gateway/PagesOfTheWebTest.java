package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that somebody on this machine looks at gets nothing from a gateway, and sends nothing through it. */
class PagesOfTheWebTest {

    private static final String TOKEN = "token-of-this-gateway";

    @AutoClose
    private final Provider provider = new Provider((request, wire) -> wire.json(200, "{}"));

    @AutoClose
    private final GatewayRun withKeys = new GatewayRun(provider);

    @AutoClose
    private final StandaloneGateway open = start(Optional.empty());

    @AutoClose
    private final StandaloneGateway closed = start(Optional.of(TOKEN));

    private StandaloneGateway start(Optional<String> token) {
        OwnPage metrics = new OwnPage("/metrics", false, accept -> OwnPage.Answer.text(200, "llm_requests_total 7"));
        return StandaloneGateway.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Upstreams.publicDefaults().with("acme", provider.url()),
                Traffic.USUAL,
                new OpenEntrance(
                        token, origin -> new Payer.OfRun(withKeys.run.as(ModelCall.Role.AGENT)), List.of(metrics)));
    }

    /** A name that first led to the page's server leads to 127.0.0.1 now: for the browser this is the page's own server. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:4000",
                "EVIL.example",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "internal.evil.example",
                "evil.example.",
                ""
            })
    void under_a_name_of_its_own(String host) throws Exception {
        assertThat(ask(open, "/acme/v1/models", "Host: " + host)).startsWith("HTTP/1.1 403 ");
        assertThat(ask(open, "/metrics", "Host: " + host))
                .startsWith("HTTP/1.1 403 ")
                .doesNotContain("llm_requests");
        assertThat(provider.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: http://203.0.113.7",
                "Origin: http://127.0.0.1.evil.example",
                "Origin: http://localhost@evil.example",
                "Origin: null",
                "Origin: chrome-extension://abcdef",
                "Sec-Fetch-Site: cross-site"
            })
    void by_a_script_or_a_form(String header) throws Exception {
        String host = "Host: 127.0.0.1:" + open.port();

        assertThat(ask(open, "/acme/v1/models", host + "\n" + header)).startsWith("HTTP/1.1 403 ");
        assertThat(ask(open, "/metrics", host + "\n" + header)).startsWith("HTTP/1.1 403 ");
        assertThat(provider.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:4000",
                "Host: localhost",
                "Host: [::1]:4000",
                "Host: api.localhost",
                "Host: gateway:4000",
                "Host: host.docker.internal:4000",
                "Host: localhost:4000\nOrigin: http://localhost:3000",
                "Host: 127.0.0.1:4000\nOrigin: http://127.0.0.1:3000\nSec-Fetch-Site: cross-site",
                "Host: localhost\nSec-Fetch-Site: none"
            })
    void but_programs_and_pages_of_this_machine_come_in(String headers) throws Exception {
        assertThat(ask(open, "/acme/v1/models", headers)).startsWith("HTTP/1.1 200 ");
    }

    /** No page knows a token or the key of a run, whatever it is called by. */
    @Test
    void secrets_open_under_every_name_and_nothing_else_does() throws Exception {
        String host = "Host: gateway.example";
        URI url = URI.create(withKeys.url("/v1/models"));

        assertThat(ask(closed, "/acme/v1/models", host + "\nTokenBudget-Token: " + TOKEN))
                .startsWith("HTTP/1.1 200 ");
        assertThat(BareClient.send(url.getPort(), request(url.getPath(), host))).startsWith("HTTP/1.1 200 ");
        assertThat(ask(closed, "/acme/v1/models", host)).startsWith("HTTP/1.1 401 ");
        assertThat(BareClient.send(url.getPort(), request("/acme/v1/models", host)))
                .startsWith("HTTP/1.1 404 ")
                .doesNotContain("acme", "Access-Control");
        assertThat(provider.requests).hasSize(2);
    }

    private static String ask(StandaloneGateway gateway, String path, String headers) throws Exception {
        return BareClient.send(gateway.port(), request(path, headers));
    }

    private static String request(String path, String headers) {
        return "GET " + path + " HTTP/1.1\n" + headers + "\nConnection: close\n";
    }
}
