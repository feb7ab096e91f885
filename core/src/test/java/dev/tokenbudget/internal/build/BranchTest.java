package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BranchTest {

    @TempDir
    Path noRepository;

    static Stream<Arguments> servers() {
        return Stream.of(
                Arguments.of("GitHub, a push", Map.of("GITHUB_HEAD_REF", "", "GITHUB_REF_NAME", "main"), "main"),
                Arguments.of(
                        "GitHub, a pull request",
                        Map.of("GITHUB_HEAD_REF", "shorter-prompt", "GITHUB_REF_NAME", "17/merge"),
                        "shorter-prompt"),
                Arguments.of(
                        "GitLab, a merge request",
                        Map.of("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "a/b", "CI_COMMIT_REF_NAME", "refs/merge"),
                        "a/b"),
                Arguments.of(
                        "Jenkins, a change", Map.of("CHANGE_BRANCH", "shorter", "BRANCH_NAME", "PR-17"), "shorter"),
                Arguments.of("Jenkins' Git plugin", Map.of("GIT_BRANCH", "origin/main"), "main"),
                Arguments.of("Azure Pipelines", Map.of("BUILD_SOURCEBRANCH", "refs/heads/release/2"), "release/2"),
                Arguments.of("Bitbucket", Map.of("BITBUCKET_BRANCH", "main"), "main"),
                Arguments.of("CircleCI", Map.of("CIRCLE_BRANCH", "main"), "main"),
                Arguments.of("Buildkite", Map.of("BUILDKITE_BRANCH", "main"), "main"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void is_what_the_ci_server_builds(String server, Map<String, String> environment, String branch) {
        assertThat(Branch.of(noRepository, environment)).as(server).contains(branch);
    }

    @Test
    void is_what_git_has_checked_out_where_no_server_says() throws Exception {
        assertThat(new ProcessBuilder("git", "init", "-q", "-b", "feature/x", noRepository.toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(new ProcessBuilder(
                                "git",
                                "-c",
                                "user.name=t",
                                "-c",
                                "user.email=t@t",
                                "commit",
                                "-q",
                                "--allow-empty",
                                "-m",
                                "x")
                        .directory(noRepository.toFile())
                        .start()
                        .waitFor())
                .isZero();

        assertThat(Branch.of(noRepository, Map.of())).contains("feature/x");
    }

    @Test
    void is_not_known_outside_of_both() {
        assertThat(Branch.of(noRepository, Map.of("GITHUB_REF_NAME", " "))).isEmpty();
    }
}
