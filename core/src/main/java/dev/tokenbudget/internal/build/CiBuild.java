package dev.tokenbudget.internal.build;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a CI server calls the build that it is making: the same in all of its jobs. */
public final class CiBuild {

    private record Server(String name, List<String> variables) {

        Optional<String> build(Map<String, String> environment) {
            List<String> parts = variables.stream()
                    .map(environment::get)
                    .filter(Objects::nonNull)
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList();
            return parts.size() < variables.size()
                    ? Optional.empty()
                    : Optional.of(parts.stream().collect(Collectors.joining("-", name, "")));
        }
    }

    private static final List<Server> SERVERS = List.of(
            new Server("github-", List.of("GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT")),
            new Server("gitlab-", List.of("CI_PIPELINE_ID")),
            new Server("", List.of("BUILD_TAG")), // Jenkins: jenkins-<job>-<number>
            new Server("azure-", List.of("BUILD_BUILDID")),
            new Server("bitbucket-", List.of("BITBUCKET_PIPELINE_UUID")),
            new Server("circleci-", List.of("CIRCLE_WORKFLOW_ID")),
            new Server("buildkite-", List.of("BUILDKITE_BUILD_ID")));

    private CiBuild() {}

    /** Return the id of the build that {@code environment} is of; nothing where no CI server that is known makes it. */
    public static Optional<String> of(Map<String, String> environment) {
        return SERVERS.stream()
                .flatMap(server -> server.build(environment).stream())
                .findFirst();
    }
}
