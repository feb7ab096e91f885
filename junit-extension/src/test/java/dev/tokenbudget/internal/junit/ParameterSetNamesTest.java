package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.junit.TokenBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter set has a name of its own, the same one in every JVM and with every version of JUnit. */
class ParameterSetNamesTest {

    @TempDir
    private Path folder;

    @Test
    void a_version_behind_an_at_sign_is_a_name() {
        assertThat(new TestBuild(folder).run(Versions.class).tasks())
                .containsExactly(
                        "of[a@abc.de]",
                        "of[agent@1]",
                        "of[anthropic/claude-sonnet-4@20250514]",
                        "of[claude-sonnet-4@20250514]",
                        "of[java.lang.Nothing@1b2c3d4e]",
                        "of[react@18 with vue@3]",
                        "of[react@18]",
                        "of[sha@deadbeef]",
                        "of[user@cafe]");
    }

    @TokenBudget
    static class Versions {
        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "react@18",
                    "react@18 with vue@3",
                    "claude-sonnet-4@20250514",
                    "anthropic/claude-sonnet-4@20250514",
                    "agent@1",
                    "user@cafe",
                    "sha@deadbeef",
                    "a@abc.de",
                    "java.lang.Nothing@1b2c3d4e"
                })
        void of(String name) {}
    }

    @Test
    void an_identity_hash_is_no_name_however_the_object_is_wrapped() {
        assertThat(new TestBuild(folder).run(Hashes.class).tasks())
                .containsExactly("of[#1]", "of[#2]", "of[#3]", "of[#4]", "of[#5]", "of[#6]", "of[#7]");
    }

    @TokenBudget
    static class Hashes {
        record Wrapped(Object agent) {}

        static class Simple {
            @Override
            public String toString() {
                return getClass().getSimpleName() + "@" + Integer.toHexString(System.identityHashCode(this));
            }
        }

        static Stream<Object> objects() {
            Runnable lambda = () -> {};
            return Stream.of(
                    new Object(),
                    List.of(new Object()),
                    new Wrapped(new Object()),
                    new Wrapped(new int[0]),
                    lambda,
                    new Wrapped(new Hashes()),
                    "Mock for Agent, hashCode: 1372646511");
        }

        @ParameterizedTest
        @MethodSource("objects")
        void of(Object object) {}
    }

    @Test
    void the_hash_behind_a_simple_name_of_the_parameter_is_no_name_either() {
        assertThat(new TestBuild(folder).run(SimpleNames.class).tasks()).containsExactly("of[#1]");
    }

    @TokenBudget
    static class SimpleNames {
        static Stream<Hashes.Simple> objects() {
            return Stream.of(new Hashes.Simple());
        }

        @ParameterizedTest
        @MethodSource("objects")
        void of(Hashes.Simple object) {}
    }
}
