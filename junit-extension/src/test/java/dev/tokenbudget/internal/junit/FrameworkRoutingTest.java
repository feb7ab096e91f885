package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.recording.RunRegistry;
import dev.tokenbudget.junit.TokenBudget;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where clients go that a framework built, so that nobody could give them a URL. */
class FrameworkRoutingTest {

    private static final URI COMPLETIONS = URI.create("https://api.openai.com/v1/chat/completions?a=b");

    private static Optional<URI> routed = Optional.empty();

    @TempDir
    private Path folder;

    @BeforeEach
    void forget() {
        routed = Optional.empty();
    }

    @Test
    void a_known_provider_is_replaced_by_the_gateway() {
        new TestBuild(folder).run(OnItsThread.class);

        assertThat(routed.orElseThrow().toString())
                .matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/openai/v1/chat/completions\\?a=b");
    }

    @TokenBudget
    static class OnItsThread {
        @Test
        void test() {
            routed = RunRegistry.route(COMPLETIONS);
        }
    }

    @Test
    void a_call_of_a_framework_is_charged_to_the_run_of_its_thread() {
        try (Provider provider = new Provider()) {
            TestBuild.Result result = new TestBuild(folder)
                    .property("tokenbudget.upstream.mine", provider.baseUrl())
                    .property("provider", provider.baseUrl())
                    .run(ByFramework.class);

            assertThat(result.onlyRun().calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.provider()).isEqualTo("mine"));
        }
    }

    @TokenBudget
    static class ByFramework {
        @Test
        void test() {
            URI gateway = RunRegistry.route(URI.create(System.getProperty("provider")))
                    .orElseThrow();
            Provider.call(gateway.toString(), "gpt-5", 1);
        }
    }

    @Test
    void an_address_that_belongs_to_no_upstream_is_left_alone() {
        new TestBuild(folder).run(Elsewhere.class);

        assertThat(routed).isEmpty();
    }

    @TokenBudget
    static class Elsewhere {
        @Test
        void test() {
            routed = RunRegistry.route(URI.create("https://api.openai.com/v11/chat/completions"));
        }
    }

    @Test
    void the_longest_base_url_decides() {
        new TestBuild(folder)
                .property("tokenbudget.upstream.beta", "https://api.openai.com/v1/beta")
                .run(Beta.class);

        assertThat(routed.orElseThrow().getPath()).endsWith("/beta/v1/beta/chat");
    }

    @TokenBudget
    static class Beta {
        @Test
        void test() {
            routed = RunRegistry.route(URI.create("https://api.openai.com/v1/beta/chat"));
        }
    }

    @Test
    void a_session_without_runs_leaves_clients_alone() {
        new TestBuild(folder).run(NoRun.class);

        assertThat(routed).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    static class NoRun {
        @Test
        void test() {
            routed = RunRegistry.route(COMPLETIONS);
        }
    }
}
