package dev.tokenbudget.internal.build;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds out which branch is being built. */
public final class Branch {

    /** GitHub (a pull request's first), GitLab (a merge request's first), Jenkins, Azure Pipelines, Bitbucket, CircleCI, Buildkite. */
    private static final List<String> CI_VARIABLES = List.of(
            "GITHUB_HEAD_REF",
            "GITHUB_REF_NAME",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME",
            "CI_COMMIT_REF_NAME",
            "CHANGE_BRANCH",
            "BRANCH_NAME",
            "GIT_BRANCH",
            "SYSTEM_PULLREQUEST_SOURCEBRANCH",
            "BUILD_SOURCEBRANCH",
            "BITBUCKET_BRANCH",
            "CIRCLE_BRANCH",
            "BUILDKITE_BRANCH");

    private Branch() {}

    /**
     * Return the branch that a CI server's environment variables name, else the one that is checked out in {@code folder}, else
     * nothing. The variables go first: a CI server checks out a commit and no branch.
     *
     * @param folder a folder of the module
     */
    public static Optional<String> of(Path folder, Map<String, String> environment) {
        return CI_VARIABLES.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .map(Branch::shortName)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .or(() -> Git.ask(folder, "rev-parse", "--abbrev-ref", "HEAD")
                        .filter(name -> !name.isEmpty() && !name.equals("HEAD")));
    }

    private static String shortName(String name) {
        return name.strip().replaceFirst("^(?:refs/heads/|origin/)", "");
    }
}
