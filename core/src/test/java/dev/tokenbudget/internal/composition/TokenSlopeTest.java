package dev.tokenbudget.internal.composition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSlopeTest {

    @ParameterizedTest
    @CsvSource({
        "openai, gpt-5-mini, 1000",
        "anthropic, claude-sonnet-4-5, 1060",
        "bedrock, us.anthropic.claude-sonnet-4-20250514-v1:0, 1060",
        "vertex, gemini-2.5-flash, 930",
        "openrouter, google/gemini-2.5-pro, 930",
        "bedrock, eu.amazon.nova-lite-v1:0, 950",
        "cohere, command-a-03-2025, 980",
        "deepseek, deepseek-chat, 1020",
        "mistral, ministral-8b-latest, 1030",
        "bedrock, mistral.mixtral-8x7b-instruct-v0:1, 1030",
        "acme, innovation-1, 1000",
    })
    void is_known_by_the_family_in_the_models_name(String provider, String model, int thousandths) {
        assertThat(TokenSlope.of(provider, model).thousandths()).isEqualTo(thousandths);
    }

    @ParameterizedTest
    @CsvSource({"anthropic, my-deployment, 1060", "cohere, ft-7, 980", "acme, my-deployment, 1000"})
    void is_the_providers_where_the_models_name_says_nothing(String provider, String model, int thousandths) {
        assertThat(TokenSlope.of(provider, model).thousandths()).isEqualTo(thousandths);
    }

    @Test
    void belongs_to_the_model_rather_than_to_the_host() {
        assertThat(TokenSlope.of("openai", "claude-sonnet-4-5"))
                .isEqualTo(TokenSlope.of("anthropic", "claude-sonnet-4-5"));
    }

    @Test
    void rounds_to_whole_tokens() {
        TokenSlope slope = new TokenSlope(1060);

        assertThat(slope.of(0)).isZero();
        assertThat(slope.of(8)).isEqualTo(8);
        assertThat(slope.of(9)).isEqualTo(10);
        assertThat(slope.of(1_000_000_050)).isEqualTo(1_060_000_053);
        assertThat(slope.of(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(TokenSlope.ONE.of(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }
}
