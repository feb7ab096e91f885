package dev.tokenbudget.internal.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
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

    private int git(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException notInstalled) {
            return -1;
        }
    }
}
