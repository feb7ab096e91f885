package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import dev.tokenbudget.usage.UsageSource;
import dev.tokenbudget.usage.UsageStatus;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which run pays for a call, and who is let in. */
class GatewayTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String BODY = "{\"model\":\"gpt-test\",\"messages\":[]}";

    private final Provider provider = Provider.answering(Answers.CHAT);
    private final GatewayRun gateway = new GatewayRun(provider);

    @BeforeEach
    void collectLooseCalls() {
        RunRegistry.sendLooseCallsTo(gateway.loose::add);
    }

    @AfterEach
    void stop() throws Exception {
        RunRegistry.sendLooseCallsTo(call -> {});
        gateway.close();
        provider.close();
    }

    @Test
    void charges_the_run_that_the_url_belongs_to() {
        RunInProgress other = gateway.newRun();

        Client.post(gateway.gateway.open(other).rootUrl(GatewayRun.UPSTREAM) + PATH, BODY);

        assertThat(GatewayRun.end(other).calls()).hasSize(1);
        assertThat(gateway.calls()).isEmpty();
    }

    @Test
    void records_what_is_known_of_a_call() {
        Client.post(gateway.url(PATH), BODY);

        ModelCall call = gateway.onlyCall();
        assertThat(call.provider()).isEqualTo("acme");
        assertThat(call.requestedModel()).isEqualTo("gpt-test");
        assertThat(call.responseModel()).contains("gpt-test-2026");
        assertThat(call.responseId()).contains("chatcmpl-1");
        assertThat(call.stopReason()).contains("stop");
        assertThat(call.status()).isEqualTo(UsageStatus.REPORTED);
        assertThat(call.source()).isEqualTo(UsageSource.GATEWAY);
        assertThat(call.streamed()).isFalse();
        assertThat(call.latency()).isPositive();
        assertThat(call.usage())
                .isEqualTo(TokenUsage.of(120, 30).withCacheRead(100).withReasoning(12));
    }

    @Test
    void charges_a_call_by_the_shared_url_to_the_only_run_under_way() {
        try (RunRegistry.Scope scope = RunRegistry.enter(gateway.run)) {
            callByTheSharedUrl();
        }

        assertThat(gateway.calls()).hasSize(1);
        assertThat(gateway.loose).isEmpty();
    }

    @Test
    void leaves_a_call_by_the_shared_url_unattributed_where_two_runs_are_under_way() {
        RunInProgress other = gateway.newRun();
        try (RunRegistry.Scope first = RunRegistry.enter(gateway.run);
                RunRegistry.Scope second = RunRegistry.enter(other)) {
            callByTheSharedUrl();
        }

        assertThat(gateway.loose).extracting(LooseCall::reason).containsExactly(LooseCall.Reason.UNATTRIBUTED);
        assertThat(gateway.calls()).isEmpty();
        assertThat(GatewayRun.end(other).calls()).isEmpty();
    }

    @Test
    void leaves_a_call_by_the_shared_url_outside_where_no_run_is_under_way() {
        callByTheSharedUrl();

        assertThat(gateway.loose).extracting(LooseCall::reason).containsExactly(LooseCall.Reason.OUTSIDE);
    }

    @Test
    void forwards_a_call_of_an_ended_run_and_records_it_as_late() {
        String url = gateway.url(PATH);
        GatewayRun.end(gateway.run);

        assertThat(Client.post(url, BODY).statusCode()).isEqualTo(200);

        assertThat(gateway.loose).extracting(LooseCall::reason).containsExactly(LooseCall.Reason.LATE);
    }

    @Test
    void refuses_and_counts_requests_without_the_key_of_a_run() {
        String root = "http://127.0.0.1:" + URI.create(gateway.url("")).getPort();

        HttpResponse<byte[]> wrongKey = Client.post(root + "/0123456789abcdef0123456789abcdef/acme" + PATH, BODY);
        HttpResponse<byte[]> noKey = Client.get(root + "/");

        assertThat(List.of(wrongKey.statusCode(), noKey.statusCode())).containsOnly(404);
        assertThat(text(wrongKey)).contains("This URL belongs to no run");
        assertThat(gateway.gateway.rejectedRequests()).isEqualTo(2);
        assertThat(provider.requests).isEmpty();
    }

    @Test
    void refuses_an_unknown_upstream_with_the_setting_that_adds_it() {
        HttpResponse<byte[]> answer = Client.post(gateway.url("").replace("acme", "acmee") + PATH, BODY);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("No upstream is called 'acmee'", "-Dtokenbudget.upstream.acmee=<base URL>");
        assertThatThrownBy(() -> gateway.route.baseUrl("acmee"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Known are acme, alibaba, anthropic");
    }

    @Test
    void gives_clients_a_url_with_the_path_that_their_own_base_url_has() {
        assertThat(gateway.route.baseUrl("openai")).matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/openai/v1");
        assertThat(gateway.route.rootUrl("openai")).matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/openai");
        assertThat(gateway.route.baseUrl("anthropic")).matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/anthropic");
    }

    @Test
    void gives_each_run_a_key_of_its_own() {
        RunRoute second = gateway.gateway.open(gateway.newRun());

        assertThat(second.baseUrl("acme")).isNotEqualTo(gateway.route.baseUrl("acme"));
    }

    @Test
    void does_not_charge_what_is_no_call_of_a_model() {
        assertThat(Client.get(gateway.url("/v1/models")).statusCode()).isEqualTo(200);
        Client.post(gateway.url("/v1/messages/count_tokens"), BODY);
        Client.post(gateway.url("/v1/responses/input_tokens"), BODY);

        assertThat(gateway.calls()).isEmpty();
        assertThat(provider.requests).hasSize(3);
    }

    @Test
    void listens_on_the_loopback_address_only() throws Exception {
        int port = URI.create(gateway.url("")).getPort();
        List<InetSocketAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .map(address -> new InetSocketAddress(address, port))
                .toList();

        assertThat(others)
                .allSatisfy(address -> assertThatThrownBy(() -> {
                            try (Socket socket = new Socket()) {
                                socket.connect(address, 2000);
                            }
                        })
                        .isInstanceOf(ConnectException.class));
        try (Socket loopback = new Socket("127.0.0.1", port)) {
            assertThat(loopback.isConnected()).isTrue();
        }
    }

    @Test
    void counts_a_response_made_in_the_background_once_however_often_it_is_fetched() throws Exception {
        String queued = "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"queued\",\"usage\":null}";
        try (Provider background = new Provider((request, wire) ->
                        wire.json(200, request.method().equals("POST") ? queued : Answers.RESPONSE));
                GatewayRun measured = new GatewayRun(background)) {
            Client.post(measured.url("/v1/responses"), "{\"model\":\"gpt-test\",\"background\":true}");
            assertThat(measured.run.callsSoFar())
                    .extracting(ModelCall::status)
                    .allMatch(status -> status == UsageStatus.UNKNOWN);
            Client.get(measured.url("/v1/responses/resp_1"));
            Client.get(measured.url("/v1/responses/resp_1"));

            assertThat(measured.onlyCall().usage())
                    .isEqualTo(TokenUsage.of(50, 9).withCacheRead(8).withReasoning(3));
        }
    }

    private void callByTheSharedUrl() {
        Client.post(gateway.gateway.sharedBaseUrl(GatewayRun.UPSTREAM) + PATH, BODY);
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
