package dev.tokenbudget.internal.runlog;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of how much of a prompt repeats an earlier one; without a difference where it goes on from that. */
public record RepeatJson(long tokens, long of, @Nullable DifferenceJson difference) {

    static RepeatJson of(Repeat repeat) {
        return new RepeatJson(
                repeat.tokens(),
                repeat.of(),
                repeat.difference().map(DifferenceJson::of).orElse(null));
    }

    Repeat toRepeat() {
        return new Repeat(tokens, of, Optional.ofNullable(difference).map(DifferenceJson::toDifference));
    }

    /** The JSON form of where prompts differ. */
    public record DifferenceJson(
            @JsonProperty(required = true) Item.Kind section,
            int number,
            @Nullable String tool,
            long offset,
            long length,
            @JsonProperty(required = true) Difference.Look look) {

        public static DifferenceJson of(Difference difference) {
            return new DifferenceJson(
                    difference.section(),
                    difference.number(),
                    difference.tool().orElse(null),
                    difference.offset(),
                    difference.length(),
                    difference.look());
        }

        public Difference toDifference() {
            return new Difference(section, number, Optional.ofNullable(tool), offset, length, look);
        }
    }
}
