package dev.tokenbudget.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.testkit.ClassPath;
import org.junit.jupiter.api.Test;

class WithoutSdkTest {

    @Test
    void every_class_can_be_loaded_with_the_sdk() {
        assertThat(ClassPath.ofThisJvm().unusableClasses(BedrockUsageInterceptor.class))
                .isEmpty();
    }

    @Test
    void every_class_can_be_loaded_without_the_clients_that_only_some_users_have() {
        ClassPath synchronous = ClassPath.ofThisJvm().without("software/amazon/awssdk/netty-nio-client", "io/netty");

        assertThat(synchronous.unusableClasses(BedrockUsageInterceptor.class)).isEmpty();
    }

    @Test
    void nothing_but_what_the_sdk_itself_calls_needs_its_classes() {
        ClassPath none = ClassPath.ofThisJvm().without("software/amazon", "org/reactivestreams");

        assertThat(none.unusableClasses(NamedCounts.class))
                .isNotEmpty()
                .allMatch(name -> name.matches(".*\\.(BedrockCall|BedrockUsageInterceptor|WatchedPublisher.*)"));
    }
}
