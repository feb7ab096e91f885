package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.UserKey;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients tell Helicone is known here as well. */
class HeliconeHeadersTest {

    private static final String KEY = "tokenbudget.userKey";
    private static final String BODY = "{\"model\":\"m\",\"messages\":[]}";
    private static final String[] HEADERS = {
        "Helicone-Auth", "Bearer of Helicone",
        "Helicone-User-Id", "ann@example.com",
        "Helicone-Property-Feature", "search",
        "Helicone-Property-Team", "payments",
        "TokenBudget-Label-Team", "checkout",
        "TokenBudget-Label-User", "ann@example.com"
    };

    @AfterEach
    void forgetTheKey() {
        System.clearProperty(KEY);
    }

    @Test
    void properties_are_labels_and_labels_go_before_them() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url("/v1/chat/completions"), BODY, HEADERS);

            assertThat(gateway.onlyCall().labels())
                    .as("there is no key, so users' ids are left out")
                    .isEqualTo(Map.of("feature", "search", "team", "checkout"));
        }
    }

    @Test
    void a_user_is_known_by_a_hash_of_the_project_s_key() throws Exception {
        System.setProperty(KEY, "a key");
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url("/v1/chat/completions"), BODY, HEADERS);

            assertThat(gateway.onlyCall().labels())
                    .containsEntry("user_id", UserKey.of("a key").orElseThrow().hash("ann@example.com"))
                    .doesNotContainValue("ann@example.com");
        }
    }

    @Test
    void only_helicone_gets_what_is_for_it() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway = new GatewayRun(provider)) {
            Client.post(gateway.url("/v1/chat/completions"), BODY, HEADERS);

            assertThat(provider.onlyRequest().headers().keySet()).noneMatch(name -> name.startsWith("helicone"));
        }
    }

    @Test
    void helicone_gets_all_of_it() throws Exception {
        try (Provider provider = Provider.answering(Answers.CHAT);
                GatewayRun gateway =
                        new GatewayRun(Upstreams.publicDefaults().with("helicone-openai", provider.url()))) {
            Client.post(gateway.route.rootUrl("helicone-openai") + "/v1/chat/completions", BODY, HEADERS);

            assertThat(provider.onlyRequest().headers())
                    .containsEntry("helicone-auth", "Bearer of Helicone")
                    .containsEntry("helicone-user-id", "ann@example.com")
                    .containsEntry("helicone-property-feature", "search");
        }
    }
}
