package dev.tokenbudget.internal.history.line;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.history.WasteEntry;
import org.jspecify.annotations.Nullable;

/** What a task need not spend, as JSON. */
record WasteJson(
        @JsonProperty(required = true) String build,
        @JsonProperty(required = true) String task,
        @JsonProperty(required = true) String kind,
        @JsonProperty(required = true) String statement,
        @JsonProperty(required = true) String cure,
        @JsonProperty(required = true) double tokensPerRun,
        @Nullable Double usdPerRun) {

    static WasteJson of(WasteEntry waste) {
        return new WasteJson(
                waste.build(),
                waste.task(),
                waste.kind(),
                waste.statement(),
                waste.cure(),
                waste.tokensPerRun(),
                VerdictJson.orNull(waste.usdPerRun()));
    }

    WasteEntry entry() {
        return new WasteEntry(build, task, kind, statement, cure, tokensPerRun, VerdictJson.known(usdPerRun));
    }
}
