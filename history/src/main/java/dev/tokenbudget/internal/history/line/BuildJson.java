package dev.tokenbudget.internal.history.line;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.history.BuildEntry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A build as JSON. */
record BuildJson(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String project,
        @Nullable String commit,
        @Nullable String branch,
        @JsonProperty(required = true) String at) {

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
