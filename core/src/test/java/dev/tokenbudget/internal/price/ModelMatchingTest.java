package dev.tokenbudget.internal.price;

import static dev.tokenbudget.internal.price.CallExample.A_DAY;
import static dev.tokenbudget.internal.price.CallExample.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelMatchingTest {

    private static final TokenUsage USAGE = TokenUsage.of(1_000, 0);

    private final PriceList prices = PriceList.bundled();

    @ParameterizedTest
    @CsvSource({
        // the upstreams that the gateway knows
        "anthropic, claude-haiku-4-5, anthropic/claude-haiku-4-5",
        "gemini, gemini-2.5-pro, google/gemini-2.5-pro",
        "mistral, mistral-large-latest, mistral/mistral-large",
        "moonshot, kimi-k2.6, moonshotai/kimi-k2.6",
        "together, meta-llama/Llama-3.3-70B-Instruct-Turbo, together/meta-llama/Llama-3.3-70B-Instruct-Turbo",
        "vertex, gemini-2.5-pro, google/gemini-2.5-pro",
        "voyage, voyage-3.5, voyageai/voyage-3.5",
        "xai, grok-4.3, x-ai/grok-4.3",
        // the names of frameworks and of OpenTelemetry
        "OPEN_AI, gpt-4o, openai/gpt-4o",
        "mistral_ai, mistral-large-latest, mistral/mistral-large",
        "bedrock_converse, amazon.nova-pro-v1:0, aws/amazon.nova-pro-v1:0",
        "aws.bedrock, amazon.nova-pro-v1:0, aws/amazon.nova-pro-v1:0",
        "google_genai, gemini-2.5-pro, google/gemini-2.5-pro",
        "x_ai, grok-4.3, x-ai/grok-4.3",
        "azure-openai, phi-4, azure/phi-4",
        "azure.ai.openai, phi-4, azure/phi-4"
    })
    void knows_an_upstream_by_its_usual_names(String upstream, String model, String expected) {
        assertThat(pricedAs(call(upstream, model, USAGE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "openai, GPT-4o, openai/gpt-4o",
        "openai, gpt-4o-2024-05-13, openai/gpt-4o-2024-05-13",
        "anthropic, claude-sonnet-4-5-20250929, anthropic/claude-sonnet-4-5",
        "openai, gpt-5.6-luna-20260730, openai/gpt-5.6-luna",
        "gemini, models/gemini-2.5-pro, google/gemini-2.5-pro",
        "vertex, publishers/google/models/gemini-2.5-pro, google/gemini-2.5-pro",
        "openrouter, x-ai/grok-4.3-20260417, openrouter/x-ai/grok-4.3"
    })
    void knows_a_model_by_its_names(String upstream, String model, String expected) {
        assertThat(pricedAs(call(upstream, model, USAGE))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "answered before an alias, openai, gpt-4o, gpt-4o-2024-05-13, openai/gpt-4o-2024-05-13",
        "answered behind the name of a deployment, azure, our-reviewer, gpt-4o-2024-08-06, openai/gpt-4o",
        "asked for by a name that says more, openrouter, openai/gpt-6-luna:batch, openai/gpt-6-luna, openrouter/openai/gpt-6-luna:batch",
        "asked for where the list does not know the answer, openai, gpt-4o, fp_44709d6fcb, openai/gpt-4o"
    })
    void takes_the_model_that_was(String which, String upstream, String asked, String answered, String expected) {
        ModelCall call = answeredBy(answered, call(upstream, asked, USAGE));

        assertThat(pricedAs(call)).as(which).isEqualTo(expected);
    }

    @Test
    void prices_an_unknown_upstream_as_the_maker_of_the_model_and_says_so() {
        Cost cost = prices.cost(call("our-proxy", "anthropic/claude-haiku-4-5", USAGE));

        assertThat(cost)
                .isInstanceOfSatisfying(
                        Cost.Priced.class, priced -> assertThat(priced.basis()).isEqualTo(Cost.Basis.MAKER));
        assertThat(prices.bill(List.of(call("our-proxy", "anthropic/claude-haiku-4-5", USAGE)))
                        .assumed())
                .containsExactly("anthropic/claude-haiku-4-5");
    }

    @Test
    void does_not_guess_a_price_where_no_one_maker_claims_the_model() {
        Cost cost = prices.cost(call("our-proxy", "llama-3.3-70b", USAGE));

        assertThat(cost)
                .isInstanceOfSatisfying(
                        Cost.Unpriced.class,
                        unpriced -> assertThat(unpriced.sentence())
                                .isEqualTo(
                                        "our-proxy/llama-3.3-70b has no cost: the price list knows neither the upstream"
                                                + " nor a maker's price for the model. Say whose prices it has under"
                                                + " \"upstreams\" in the file that tokenbudget.prices names."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ollama", "vllm", "Ollama"})
    void does_not_price_a_model_on_one_s_own_machine_as_its_maker_does(String upstream) {
        Cost cost = prices.cost(call(upstream, "deepseek-reasoner", USAGE));

        assertThat(cost)
                .isInstanceOfSatisfying(
                        Cost.Unpriced.class,
                        unpriced -> assertThat(unpriced.reason()).isEqualTo(Cost.Reason.UPSTREAM_UNPRICED));
    }

    @Test
    void looks_up_a_model_without_a_call() {
        assertThat(prices.model("anthropic", "claude-haiku-4-5-20251001", A_DAY)
                        .orElseThrow()
                        .contextWindow())
                .hasValue(200_000);
        assertThat(prices.model("anthropic", "no-such-model", A_DAY)).isEmpty();
    }

    @Test
    void lists_what_an_upstream_sells() {
        assertThat(prices.models("azure"))
                .extracting(ListedModel::name)
                .contains("azure/phi-4", "openai/gpt-4o")
                .doesNotHaveDuplicates();
        assertThat(prices.models("our-proxy")).isEmpty();
    }

    private String pricedAs(ModelCall call) {
        Cost cost = prices.cost(call);
        assertThat(cost).isInstanceOf(Cost.Priced.class);
        return ((Cost.Priced) cost).model().name();
    }

    private static ModelCall answeredBy(String model, ModelCall call) {
        return call.toBuilder().responseModel(model).build();
    }
}
