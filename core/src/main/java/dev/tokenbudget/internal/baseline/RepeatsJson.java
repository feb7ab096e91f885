package dev.tokenbudget.internal.baseline;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tokenbudget.internal.composition.PrefixRepeats;
import dev.tokenbudget.internal.composition.PrefixRepeats.Sum;
import dev.tokenbudget.internal.composition.PrefixRepeats.Usual;
import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Item;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of how much of an agent's requests repeats earlier ones; absent where nothing was compared. */
record RepeatsJson(
        long calls,
        long differing,
        @JsonProperty(required = true) BigInteger tokens,
        @JsonProperty(required = true) BigInteger of,
        @Nullable UsualJson usual) {

    static @Nullable RepeatsJson of(Sum sum) {
        return sum.calls() == 0
                ? null
                : new RepeatsJson(
                        sum.calls(),
                        sum.differing(),
                        sum.tokens(),
                        sum.of(),
                        sum.usual().map(UsualJson::of).orElse(null));
    }

    static Sum toSum(@Nullable RepeatsJson json) {
        return json == null
                ? PrefixRepeats.NONE.conversation()
                : new Sum(
                        json.calls,
                        json.differing,
                        json.tokens,
                        json.of,
                        Optional.ofNullable(json.usual).map(UsualJson::toUsual));
    }

    record UsualJson(
            long calls,
            @JsonProperty(required = true) Item.Kind section,
            int number,
            @Nullable String tool,
            long offset,
            long length,
            @JsonProperty(required = true) Difference.Look look) {

        static UsualJson of(Usual usual) {
            Difference difference = usual.difference();
            return new UsualJson(
                    usual.calls(),
                    difference.section(),
                    difference.number(),
                    difference.tool().orElse(null),
                    difference.offset(),
                    difference.length(),
                    difference.look());
        }

        Usual toUsual() {
            return new Usual(new Difference(section, number, Optional.ofNullable(tool), offset, length, look), calls);
        }
    }
}
