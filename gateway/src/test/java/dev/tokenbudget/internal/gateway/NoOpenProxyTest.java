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

/** Nobody gets through a gateway to anywhere but to the upstreams that it was told. */
class NoOpenProxyTest {

    @AutoClose
    private final Provider elsewhere = new Provider((request, wire) -> wire.json(200, "{}"));

    @AutoClose
    private final Provider upstream = new Provider((request, wire) -> wire.json(200, "{}"));

    @AutoClose
    private final GatewayRun withKeys = new GatewayRun(upstream);

    @AutoClose
    private final StandaloneGateway withoutKeys = StandaloneGateway.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Upstreams.publicDefaults().with("acme", upstream.url()),
            Traffic.USUAL,
            new OpenEntrance(
                    Optional.empty(), origin -> new Payer.OfRun(withKeys.run.as(ModelCall.Role.AGENT)), List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET ELSEWHERE/ HTTP/1.1",
                "GET ELSEWHERE/openai/v1/models HTTP/1.1",
                "CONNECT HOST HTTP/1.1",
                "CONNECT /KEY/acme HTTP/1.1",
                "GET //HOST/v1 HTTP/1.1",
                "GET /KEY/HOST/v1 HTTP/1.1",
                "GET /HOST/v1 HTTP/1.1",
                "GET /KEY/acme@HOST/v1 HTTP/1.1",
                "GET /acme@HOST/v1 HTTP/1.1",
                "GET /KEY/acme%2f..%2f..%2fHOST/ HTTP/1.1",
                "OPTIONS * HTTP/1.1"
            })
    void leads_nowhere_else(String requestLine) throws Exception {
        String line = requestLine
                .replace("ELSEWHERE", elsewhere.url())
                .replace("HOST", URI.create(elsewhere.url()).getAuthority())
                .replace("KEY", key());

        for (int port : new int[] {portWithKeys(), withoutKeys.port()}) {
            String answer = BareClient.send(port, line + "\nHost: 127.0.0.1:" + port + "\nConnection: close\n");

            assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|502) .*");
        }
        assertThat(elsewhere.requests).isEmpty();
        assertThat(elsewhere.connections).hasValue(0);
    }

    /** A path that begins with {@code @} or {@code :} must not become a part of the upstream's authority. */
    @ParameterizedTest
    @ValueSource(strings = {"/@HOST/v1", "//HOST/v1", "/..//HOST/", "/%40HOST", "/\\\\HOST"})
    void what_stands_behind_an_upstream_is_a_path_there(String path) throws Exception {
        String target = path.replace("HOST", URI.create(elsewhere.url()).getAuthority());

        BareClient.send(
                portWithKeys(), "GET /" + key() + "/acme" + target + " HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n");

        assertThat(elsewhere.connections).hasValue(0);
    }

    /** Every server takes a whole URL as well, and reads the path of it. */
    @Test
    void a_whole_url_leads_where_its_path_does() throws Exception {
        String line = "GET " + elsewhere.url() + "/" + key() + "/acme/v1/models HTTP/1.1";

        BareClient.send(portWithKeys(), line + "\nHost: 127.0.0.1\nConnection: close\n");

        assertThat(elsewhere.connections).hasValue(0);
        assertThat(upstream.requests).extracting(Provider.Request::target).allMatch("/v1/models"::equals);
    }

    @Test
    void the_upstream_itself_is_reached() throws Exception {
        String head = "GET /KEYacme/v1/models HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n";

        assertThat(BareClient.send(portWithKeys(), head.replace("KEY", key() + "/")))
                .startsWith("HTTP/1.1 200");
        assertThat(BareClient.send(withoutKeys.port(), head.replace("KEY", ""))).startsWith("HTTP/1.1 200");
        assertThat(upstream.requests).hasSize(2);
    }

    private int portWithKeys() {
        return URI.create(withKeys.url("")).getPort();
    }

    private String key() {
        return URI.create(withKeys.url("")).getPath().split("/")[1];
    }
}
