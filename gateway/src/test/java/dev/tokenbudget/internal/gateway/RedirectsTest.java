package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.UsageStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that follows an upstream's redirect stays behind the gateway. */
class RedirectsTest {

    private static final String BODY = "{\"model\":\"gpt-test\",\"messages\":[]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/chat/completions",
                "../../v2/chat/completions",
                "//HOST/v2/chat/completions",
                "http://HOST/v2/chat/completions"
            })
    void and_is_counted_on_the_same_run(String location) throws Exception {
        try (Provider provider = redirecting(host -> location.replace("HOST", host));
                GatewayRun gateway = new GatewayRun(provider)) {
            HttpResponse<String> answer = follow(gateway.url("/v1/chat/completions"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(provider.requests)
                    .extracting(Provider.Request::target)
                    .containsExactly("/v1/chat/completions", "/v2/chat/completions");
            assertThat(provider.requests).extracting(Provider.Request::text).containsOnly(BODY);
            assertThat(gateway.calls())
                    .extracting(ModelCall::status)
                    .containsExactly(UsageStatus.NOT_BILLED, UsageStatus.REPORTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/x?a=1&b=%20#c, /acme/v1/x?a=1&b=%20#c",
        "?page=2, /acme/v1/models?page=2",
        "x/, /acme/v1/x/",
        "http://HOST, http://GATEWAY/acme/",
        "HTTP://HOST/y, http://GATEWAY/acme/y",
        "//HOST/y, http://GATEWAY/acme/y",
        "http://OTHER/v1/models, http://OTHER/v1/models",
        "/with a space, /acme/with a space",
        "https://HOST/secure, https://HOST/secure",
        "https://elsewhere.example/file?signature=1, https://elsewhere.example/file?signature=1",
        "mailto:someone@example.org, mailto:someone@example.org"
    })
    void a_location_leads_back_where_it_stays_at_the_upstream(String location, String expected) throws Exception {
        try (Provider other = Provider.answering("{}");
                Provider provider = new Provider((request, wire) -> wire.send("HTTP/1.1 302 Found\r\nLocation: "
                        + location.replace("HOST", request.headers().getOrDefault("host", ""))
                                .replace("OTHER", hostOf(other))
                        + "\r\nContent-Length: 0\r\n\r\n"));
                GatewayRun gateway = new GatewayRun(
                        Upstreams.publicDefaults().with("acme", provider.url()).with("other", other.url() + "/v1"))) {
            String key = URI.create(gateway.url("/")).getPath().split("/")[1];
            String own = URI.create(gateway.url("/")).getAuthority() + "/" + key;

            assertThat(Client.get(gateway.url("/v1/models")).headers().firstValue("location"))
                    .contains((expected.startsWith("/") ? "/" + key : "")
                            + expected.replace("HOST", hostOf(provider))
                                    .replace("OTHER", hostOf(other))
                                    .replace("GATEWAY", own));
        }
    }

    @Test
    void one_that_leads_away_with_the_request_leaves_the_call_unknown() throws Exception {
        try (Provider provider = redirecting(host -> "https://elsewhere.example/v1/chat/completions");
                GatewayRun gateway = new GatewayRun(provider)) {
            assertThat(Client.post(gateway.url("/v1/chat/completions"), BODY).statusCode())
                    .isEqualTo(307);
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    /** For the client all upstreams are one host: it would send the key of the first to the second as well. */
    @Test
    void no_key_of_one_upstream_gets_to_another() throws Exception {
        try (Provider other = Provider.answering("{}");
                Provider provider = redirecting(host -> other.url() + "/v1/chat/completions");
                GatewayRun gateway = new GatewayRun(
                        Upstreams.publicDefaults().with("acme", provider.url()).with("other", other.url()))) {
            String location = Client.post(gateway.url("/v1/chat/completions"), BODY)
                    .headers()
                    .firstValue("location")
                    .orElse("");

            assertThat(location).startsWith(other.url()).doesNotContain("/other/");
            assertThat(gateway.onlyCall().status()).isEqualTo(UsageStatus.UNKNOWN);
        }
    }

    private static String hostOf(Provider provider) {
        return provider.url().substring("http://".length());
    }

    private static Provider redirecting(UnaryOperator<String> location) {
        return new Provider((request, wire) -> {
            if (request.target().startsWith("/v1/")) {
                String host = request.headers().getOrDefault("host", "");
                wire.whole(307, "text/plain", new byte[0], "Location: " + location.apply(host));
            } else {
                wire.json(200, Answers.CHAT);
            }
        });
    }

    private static HttpResponse<String> follow(String url) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .POST(BodyPublishers.ofString(BODY))
                                .build(),
                        BodyHandlers.ofString());
    }
}
