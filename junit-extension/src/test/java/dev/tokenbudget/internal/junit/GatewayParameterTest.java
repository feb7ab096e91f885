package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tokenbudget.internal.run.LooseCall;
import dev.tokenbudget.internal.run.Run;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import dev.tokenbudget.usage.ModelCall;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's URLs as a test gets them. */
class GatewayParameterTest {

    @TempDir
    private Path folder;

    @AutoClose
    private final Provider provider = new Provider();

    @Test
    void a_call_through_the_gateway_is_charged_to_the_run_with_the_providers_numbers() {
        Run run = provider.build(folder).run(OneCall.class).onlyRun();

        assertThat(run.calls()).singleElement().satisfies(call -> {
            assertThat(call.provider()).isEqualTo("openai");
            assertThat(call.usage().input()).hasValue(10);
            assertThat(call.usage().output()).hasValue(32);
        });
    }

    @TokenBudget
    static class OneCall {
        @Test
        void reviews(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5", 32);
        }
    }

    @Test
    void before_each_and_the_test_charge_the_same_run() {
        assertThat(provider.build(folder).run(InSetUpToo.class).onlyRun().calls())
                .extracting(ModelCall::requestedModel)
                .containsExactlyInAnyOrder("set-up", "test");
    }

    @TokenBudget
    static class InSetUpToo {
        @BeforeEach
        void setUp(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "set-up", 1);
        }

        @Test
        void reviews(ModelGateway gateway) {
            Provider.call(gateway.to("openai"), "test", 1);
        }
    }

    @Test
    void the_environment_points_official_clients_to_the_run() {
        provider.build(folder).run(Environment.class);

        Environment.seen.forEach((variable, value) ->
                assertThat(value).as(variable).matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/.*"));
        assertThat(pathsOf(Environment.seen))
                .containsOnly(
                        Map.entry("ANTHROPIC_BASE_URL", "/anthropic"),
                        Map.entry("GOOGLE_GEMINI_BASE_URL", "/gemini"),
                        Map.entry("GOOGLE_VERTEX_BASE_URL", "/vertex"),
                        Map.entry("MISTRAL_BASE_URL", "/mistral/v1"),
                        Map.entry("OLLAMA_HOST", "/ollama"),
                        Map.entry("OPENAI_BASE_URL", "/openai/v1"));
    }

    @Test
    void the_environment_names_only_the_upstreams_that_an_agent_uses() {
        assertThat(provider.build(folder)
                        .property("tokenbudget.upstream.azure", "http://127.0.0.1:9/openai")
                        .run(OfSomeUpstreams.class)
                        .failures())
                .isEmpty();
        assertThat(pathsOf(OfSomeUpstreams.azure)).containsOnly(Map.entry("AZURE_OPENAI_ENDPOINT", "/azure/openai"));
        assertThat(pathsOf(OfSomeUpstreams.two))
                .containsOnly(
                        Map.entry("ANTHROPIC_BASE_URL", "/anthropic"), Map.entry("GROQ_BASE_URL", "/groq/openai/v1"));
        assertThat(OfSomeUpstreams.unknown)
                .hasMessageContainingAll("'xai'", "azure, gemini, groq", "gateway.to(\"xai\")");
    }

    @TokenBudget
    static class OfSomeUpstreams {
        static Map<String, String> azure = Map.of();
        static Map<String, String> two = Map.of();
        static Throwable unknown = new AssertionError("nothing was refused");

        @Test
        void reviews(ModelGateway gateway) {
            azure = withoutReporting(gateway.environment("azure"));
            two = withoutReporting(gateway.environment("groq", "anthropic", "groq"));
            unknown = catchThrowable(() -> gateway.environment("xai"));
        }

        private static Map<String, String> withoutReporting(Map<String, String> environment) {
            Map<String, String> urls = new TreeMap<>(environment);
            urls.remove(CaptureOfTests.VARIABLE);
            return urls;
        }
    }

    /** Return what of each URL comes after the run key. */
    private static Map<String, String> pathsOf(Map<String, String> environment) {
        Map<String, String> paths = new TreeMap<>();
        environment.forEach(
                (variable, url) -> paths.put(variable, URI.create(url).getPath().replaceFirst("/[0-9a-f]{32}", "")));
        return paths;
    }

    @TokenBudget
    static class Environment {
        static Map<String, String> seen = Map.of();

        @Test
        void reviews(ModelGateway gateway) {
            seen = new TreeMap<>(gateway.environment());
            seen.remove(CaptureOfTests.VARIABLE);
        }
    }

    @Test
    void an_integration_adds_to_the_environment_of_a_run_how_to_report_to_it() {
        provider.build(folder).run(Reporting.class);

        assertThat(Reporting.ofRun).containsEntry(CaptureOfTests.VARIABLE, "run 1");
        assertThat(Reporting.ofAllRuns)
                .doesNotContainKey(CaptureOfTests.VARIABLE)
                .containsKey("OPENAI_BASE_URL");
    }

    @TokenBudget
    static class Reporting {
        static Map<String, String> ofRun = Map.of();
        static Map<String, String> ofAllRuns = Map.of();

        @BeforeAll
        static void startAgent(ModelGateway gateway) {
            ofAllRuns = gateway.environment();
        }

        @Test
        void reviews(ModelGateway gateway) {
            ofRun = gateway.environment();
        }
    }

    @Test
    void an_unknown_upstream_is_refused_with_those_there_are() {
        assertThat(provider.build(folder).run(UnknownUpstream.class).onlyFailure())
                .hasMessageContainingAll("'opneai'", "openai");
    }

    @TokenBudget
    static class UnknownUpstream {
        @Test
        void reviews(ModelGateway gateway) {
            gateway.to("opneai");
        }
    }

    @Test
    void an_agent_built_once_is_charged_to_the_run_that_is_active() {
        TestBuild.Result result = provider.build(folder).run(BuiltOnce.class);

        assertThat(result.runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.calls())
                        .extracting(ModelCall::requestedModel)
                        .containsExactly(run.task().name()));
    }

    @TokenBudget
    static class BuiltOnce {
        private static String agentUrl = "";

        @BeforeAll
        static void buildAgent(ModelGateway gateway) {
            agentUrl = gateway.openAi();
        }

        @Test
        void a() {
            Provider.call(agentUrl, "a", 1);
        }

        @Test
        void b() {
            Provider.call(agentUrl, "b", 1);
        }
    }

    @Test
    void an_agent_built_once_charges_nobody_while_several_runs_are_active() {
        TestBuild.Result result = provider.build(folder).parallel().run(SharedInParallel.class);

        assertThat(result.failures()).isEmpty();
        assertThat(result.runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.calls()).isEmpty());
        assertThat(result.measurement().looseCalls())
                .extracting(LooseCall::reason)
                .containsExactly(LooseCall.Reason.UNATTRIBUTED);
        assertThat(result.printed()).contains("1 model call could be charged to no run");
    }

    @TokenBudget
    static class SharedInParallel {
        private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);
        private static String agentUrl = "";

        @BeforeAll
        static void buildAgent(ModelGateway gateway) {
            agentUrl = gateway.openAi();
        }

        @Test
        void calls(ModelGateway ofItsOwn) throws InterruptedException, BrokenBarrierException {
            TOGETHER.await();
            Provider.call(agentUrl, "whose", 1);
            TOGETHER.await();
        }

        @Test
        void runsBesideIt() throws InterruptedException, BrokenBarrierException {
            TOGETHER.await();
            TOGETHER.await();
        }
    }

    @Test
    void a_call_before_the_first_run_is_outside_of_every_run() {
        assertThat(provider.build(folder)
                        .run(CallsInBeforeAll.class)
                        .measurement()
                        .looseCalls())
                .extracting(LooseCall::reason)
                .containsExactly(LooseCall.Reason.OUTSIDE);
    }

    @TokenBudget
    static class CallsInBeforeAll {
        @BeforeAll
        static void warmUp(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5", 1);
        }

        @Test
        void reviews() {}
    }

    @Test
    void a_constructor_that_asks_for_a_gateway_is_told_where_to_ask() {
        assertThat(provider.build(folder).run(InConstructor.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageContaining("Make it a parameter of the test or of a @BeforeEach method");
    }

    @TokenBudget
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class InConstructor {
        InConstructor(ModelGateway gateway) {}

        @Test
        void reviews() {}
    }

    @Test
    void a_test_without_annotation_gets_no_gateway() {
        assertThat(provider.build(folder).run(NotAnnotated.class).onlyFailure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageContaining("No ParameterResolver registered");
    }

    static class NotAnnotated {
        @Test
        void reviews(ModelGateway gateway) {}
    }
}
