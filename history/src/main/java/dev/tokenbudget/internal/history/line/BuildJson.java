package dev.tokenbudget.internal.history.line;

import dev.tokenbudget.internal.history.BuildEntry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A build as JSON. */
record BuildJson(
        String id,
        String project,
        @Nullable String commit,
        @Nullable String branch,
        String at) {

    BuildJson {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(at, "at");
    }

    static BuildJson of(BuildEntry build) {
        return new BuildJson(
                build.id(),
                build.project(),
                build.commit().orElse(null),
                build.branch().orElse(null),
                build.at().toString());
    }

    BuildEntry entry() {
        return new BuildEntry(id, project, Optional.ofNullable(commit), Optional.ofNullable(branch), Instant.parse(at));
    }
}
