package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    @Test
    void is_unknown_outside_of_a_checkout() {
        assertThat(Commit.of(folder, Map.of())).isEmpty();
    }

    @Test
    void is_told_by_the_environment_of_a_ci_server() {
        assertThat(Commit.of(folder, Map.of("CI_COMMIT_SHA", HASH))).contains(HASH);
    }

    @Test
    void is_never_something_that_is_no_hash() {
        assertThat(Commit.of(folder, Map.of("GIT_COMMIT", "main; rm"))).isEmpty();
    }

    @Test
    void is_the_head_of_the_checkout_whatever_the_environment_says() throws InterruptedException {
        assumeThat(git("init", "-q")).as("git is installed").isZero();
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "--allow-empty", "-m", "Begin");

        assertThat(Commit.of(folder, Map.of("GITHUB_SHA", HASH)).orElseThrow())
                .hasSize(HASH.length())
                .isNotEqualTo(HASH);
    }

    @Test
    void is_as_old_as_git_says_and_lies_as_many_commits_behind_as_were_made_since() throws InterruptedException {
        assumeThat(git("init", "-q")).as("git is installed").isZero();
        commit();
        String first = Commit.of(folder, Map.of()).orElseThrow();
        commit();
        commit();

        assertThat(Commit.age(folder, first)).hasValueSatisfying(age -> {
            assertThat(age.date()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
            assertThat(age.behind()).hasValue(2);
        });
    }

    @Test
    void has_no_age_where_git_does_not_know_it() throws InterruptedException {
        assertThat(Commit.age(folder, HASH)).isEmpty();
        assertThat(Commit.age(folder, "--all")).isEmpty();
        assumeThat(git("init", "-q")).as("git is installed").isZero();
        commit();
        assertThat(Commit.age(folder, HASH)).isEmpty();
    }

    private void commit() throws InterruptedException {
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "--allow-empty", "-m", "Go on");
    }

    private int git(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder git = new ProcessBuilder(command);
            git.environment().put("GIT_COMMITTER_DATE", "2026-11-20T10:00:00Z");
            return git.directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException notInstalled) {
            return -1;
        }
    }
}
