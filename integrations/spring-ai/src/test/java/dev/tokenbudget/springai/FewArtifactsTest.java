package dev.tokenbudget.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.springai.RunThreadLocalAccessor;
import dev.tokenbudget.testkit.ClassPath;
import org.junit.jupiter.api.Test;

/** Each user has the modules of few providers, and not all of Spring AI: applications start, and calls are counted. */
class FewArtifactsTest {

    private static final ClassPath ALL = ClassPath.ofThisJvm();
    private static final ClassPath OPENAI = ALL.without("org/springframework/ai/spring-ai-anthropic", "com/anthropic");
    private static final ClassPath ANTHROPIC = ALL.without(
            "org/springframework/ai/spring-ai-openai",
            "org/springframework/ai/spring-ai-autoconfigure-model-openai",
            "com/openai");
    private static final ClassPath NONE =
            ANTHROPIC.without("org/springframework/ai/spring-ai-anthropic", "com/anthropic");

    @Test
    void counts_a_call_where_openai_is_the_only_provider() {
        assertThat(OPENAI.run(OneCall.class, "openai")).contains("Call: openai REPORTED 1500");
        assertThat(OPENAI.unusableClasses(ChatModelUsageHandler.class)).isEmpty();
    }

    @Test
    void counts_a_call_where_anthropic_is_the_only_provider() {
        assertThat(ANTHROPIC.run(OneCall.class, "anthropic")).contains("Call: anthropic REPORTED 2450");
        assertThat(ANTHROPIC.unusableClasses(ChatModelUsageHandler.class)).isEmpty();
    }

    @Test
    void an_application_without_a_provider_starts() {
        assertThat(NONE.run(OneCall.class, "none")).contains("Observations: 1");
        assertThat(NONE.unusableClasses(ChatModelUsageHandler.class)).isEmpty();
    }

    @Test
    void an_application_without_chat_clients_starts() {
        ClassPath models = NONE.without(
                "org/springframework/ai/spring-ai-client-chat",
                "org/springframework/ai/spring-ai-autoconfigure-model-chat-client");

        assertThat(models.run(OneCall.class, "none")).contains("Observations: 1");
        assertThat(models.unusableClasses(ChatModelUsageHandler.class))
                .containsExactly(RunCarryingAdvisor.class.getName(), StreamUsageAdvisor.class.getName());
    }

    @Test
    void an_application_without_context_propagation_starts() {
        ClassPath others = NONE.without("io/micrometer/context-propagation");

        assertThat(others.run(OneCall.class, "none")).contains("Observations: 1");
        assertThat(others.unusableClasses(ChatModelUsageHandler.class))
                .containsExactly(RunThreadLocalAccessor.class.getName());
    }

    @Test
    void an_application_without_spring_ai_starts() {
        ClassPath boot = NONE.without("org/springframework/ai");

        assertThat(boot.run(NoSpringAi.class)).contains("Started.");
    }
}
