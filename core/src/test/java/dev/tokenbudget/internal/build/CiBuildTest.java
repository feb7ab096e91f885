package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CiBuildTest {

    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of(Map.of("GITHUB_RUN_ID", "4711", "GITHUB_RUN_ATTEMPT", "2"), "github-4711-2"),
                Arguments.of(Map.of("CI_PIPELINE_ID", "4711"), "gitlab-4711"),
                Arguments.of(Map.of("BUILD_TAG", "jenkins-shop-17"), "jenkins-shop-17"),
                Arguments.of(Map.of("BUILD_BUILDID", "4711"), "azure-4711"),
                Arguments.of(Map.of("BITBUCKET_PIPELINE_UUID", "{a-1}"), "bitbucket-{a-1}"),
                Arguments.of(Map.of("CIRCLE_WORKFLOW_ID", "a-1"), "circleci-a-1"),
                Arguments.of(Map.of("BUILDKITE_BUILD_ID", "a-1"), "buildkite-a-1"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void is_the_same_in_all_jobs_of_a_build(Map<String, String> environment, String build) {
        assertThat(CiBuild.of(environment)).contains(build);
    }

    @Test
    void is_not_known_where_a_part_of_it_is_missing_or_blank() {
        assertThat(CiBuild.of(Map.of("GITHUB_RUN_ID", "4711"))).isEmpty();
        assertThat(CiBuild.of(Map.of("CI_PIPELINE_ID", " "))).isEmpty();
        assertThat(CiBuild.of(Map.of())).isEmpty();
    }
}
