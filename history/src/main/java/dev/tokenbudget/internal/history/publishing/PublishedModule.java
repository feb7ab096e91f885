package dev.tokenbudget.internal.history.publishing;

import dev.tokenbudget.internal.history.Labels;
import java.util.Optional;

/**
 * What a history knows a module and its build by.
 *
 * @param project what is built, as {@code groupId:artifactId} of the root
 * @param module the module's folder below the root; empty where it is the root
 * @param build the build's id, where its user or its CI server gave one: the same for all shards
 * @param branch the branch that is built, where known
 * @param labels the labels of all runs
 */
public record PublishedModule(
        String project, String module, Optional<String> build, Optional<String> branch, Labels labels) {

    /** Return the id of a build of this project, which several projects in one history may call the same. */
    String buildId(String measured) {
        return project + "/" + build.orElse(measured);
    }
}
