package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.PromptDifference;
import dev.tokenbudget.usage.PromptRepeat;
import dev.tokenbudget.usage.PromptSections.Item;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of how much of a prompt repeats an earlier one; without a difference where it goes on from that. */
public record RepeatJson(long tokens, long of, @Nullable DifferenceJson difference) {

    static RepeatJson of(PromptRepeat repeat) {
        return new RepeatJson(
                repeat.tokens(),
                repeat.of(),
                repeat.difference().map(DifferenceJson::of).orElse(null));
    }

    PromptRepeat toRepeat() {
        return new PromptRepeat(tokens, of, Optional.ofNullable(difference).map(DifferenceJson::toDifference));
    }

    /** The JSON form of where prompts differ. */
    public record DifferenceJson(
            @JsonProperty(required = true) Item.Kind section,
            int number,
            @Nullable String tool,
            long offset,
            long length,
            @JsonProperty(required = true) PromptDifference.Look look) {

        public static DifferenceJson of(PromptDifference difference) {
            return new DifferenceJson(
                    difference.section(),
                    difference.number(),
                    difference.tool().orElse(null),
                    difference.offset(),
                    difference.length(),
                    difference.look());
        }

        public PromptDifference toDifference() {
            return new PromptDifference(section, number, Optional.ofNullable(tool), offset, length, look);
        }
    }
}
