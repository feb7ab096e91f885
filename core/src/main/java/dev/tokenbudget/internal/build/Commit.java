package dev.tokenbudget.internal.build;

import dev.tokenbudget.internal.replay.CommitAge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Finds out which commit is being built, and how old others are. */
public final class Commit {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");

    /** GitHub, GitLab, Jenkins, Azure Pipelines, Bitbucket, CircleCI, Buildkite. */
    private static final List<String> CI_VARIABLES = List.of(
            "GITHUB_SHA",
            "CI_COMMIT_SHA",
            "GIT_COMMIT",
            "BUILD_SOURCEVERSION",
            "BITBUCKET_COMMIT",
            "CIRCLE_SHA1",
            "BUILDKITE_COMMIT");

    private Commit() {}

    /**
     * Return the commit that is checked out in {@code folder} according to Git, else according to a CI server's
     * environment variables, else nothing.
     *
     * @param folder a folder of the module
     */
    public static Optional<String> of(Path folder, Map<String, String> environment) {
        return head(folder)
                .or(() -> CI_VARIABLES.stream()
                        .map(environment::get)
                        .filter(Objects::nonNull)
                        .filter(HASH.asMatchPredicate())
                        .findFirst());
    }

    /**
     * Return how old {@code commit} is as Git tells it; nothing where there is no Git, or it does not know the commit, as in a
     * clone that is shallower than that.
     *
     * @param folder a folder of the module
     * @param commit its hash
     */
    public static Optional<CommitAge> age(Path folder, String commit) {
        if (!HASH.matcher(commit).matches()) {
            return Optional.empty();
        }
        return Git.ask(folder, "log", "-1", "--format=%ct", commit)
                .filter(NUMBER.asMatchPredicate())
                .map(second -> new CommitAge(
                        Instant.ofEpochSecond(Long.parseLong(second)),
                        Git.ask(folder, "rev-list", "--count", commit + "..HEAD")
                                .filter(NUMBER.asMatchPredicate())
                                .map(number -> OptionalInt.of((int) Long.parseLong(number)))
                                .orElse(OptionalInt.empty())));
    }

    private static Optional<String> head(Path folder) {
        return Git.ask(folder, "rev-parse", "HEAD").filter(HASH.asMatchPredicate());
    }
}
