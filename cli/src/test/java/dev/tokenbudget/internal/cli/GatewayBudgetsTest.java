package dev.tokenbudget.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway outside of tests does at 80 % of a budget, and once it is used up. Each call uses 1,200 tokens. */
class GatewayBudgetsTest {

    private static final String WARNING = "TokenBudget-Warning";

    @TempDir
    Path folder;

    private StandInProvider provider;

    @BeforeEach
    void startProvider() throws Exception {
        provider = new StandInProvider();
    }

    @AfterEach
    void stopProvider() {
        provider.close();
    }

    @Test
    void warn_at_80_percent_and_stop_at_100_in_the_shape_of_the_provider() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, provider, "--daily-tokens", "3000")) {
            assertThat(gateway.ask().headers().firstValue(WARNING)).isEmpty();
            gateway.ask();
            HttpResponse<String> warned = gateway.ask();
            HttpResponse<String> stopped = gateway.ask();

            assertThat(warned.headers().firstValue(WARNING).orElse(""))
                    .startsWith("2,400 tokens of 3,000 tokens (daily-tokens) are used");
            assertThat(warned.headers().firstValue("TokenBudget-Remaining")).hasValue("total=600, used=0.80");
            assertThat(stopped.statusCode()).isEqualTo(403);
            assertThat(stopped.body())
                    .startsWith("{\"error\":{\"message\":\"TokenBudget did not send this call: 3,600 tokens of 3,000")
                    .contains("--daily-tokens");
        }
        assertThat(provider.requests()).hasSize(3);
    }

    @Test
    void still_hold_after_a_restart() throws Exception {
        try (RunningGateway gateway = RunningGateway.start(folder, provider, "--daily-tokens", "2000")) {
            gateway.ask();
            gateway.ask();
        }
        try (RunningGateway gateway = RunningGateway.start(folder, provider, "--daily-tokens", "2000")) {
            assertThat(gateway.ask().statusCode()).isEqualTo(403);
        }
        assertThat(provider.requests()).hasSize(2);
    }

    @Test
    void still_hold_after_a_kill() throws Exception {
        RunningGateway killed = RunningGateway.startProcess(
                RunningGateway.classPath(), folder, provider, "--daily-cost-usd-by", "team=0.008");
        killed.ask("TokenBudget-Label-Team", "a", "TokenBudget-Session", "s");
        killed.ask("TokenBudget-Label-Team", "a", "TokenBudget-Session", "s");
        killed.awaitSpooled(2);
        killed.kill();

        try (RunningGateway gateway = RunningGateway.start(folder, provider, "--daily-cost-usd-by", "team=0.008")) {
            assertThat(gateway.ask("TokenBudget-Label-Team", "a").statusCode()).isEqualTo(403);
            assertThat(gateway.ask("TokenBudget-Label-Team", "b").statusCode()).isEqualTo(200);
            assertThat(gateway.ask().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tell_a_webhook_once_at_80_percent_and_once_at_100() throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            messages.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
        try {
            for (int start = 0; start < 2; start++) {
                try (RunningGateway gateway =
                        RunningGateway.start(folder, provider, "--hourly-tokens", "2900", "--webhook", url)) {
                    gateway.ask();
                    gateway.ask();
                    gateway.ask();
                }
            }
        } finally {
            receiver.stop(0);
        }

        assertThat(messages).hasSize(2);
        assertThat(messages.get(0)).contains("\"level\":\"yellow\"", "2,400 tokens of 2,900 tokens (hourly-tokens)");
        assertThat(messages.get(1)).contains("\"level\":\"critical\"", "3,600 tokens of 2,900 tokens");
    }
}
