package dev.tokenbudget.internal.composition;

import dev.tokenbudget.internal.composition.PrefixRepeats.Sum;
import dev.tokenbudget.internal.composition.PrefixRepeats.Usual;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Adds up what calls repeat of earlier ones, and finds the difference that most of them have. */
final class RepeatTally {

    private final List<Usual> differences = new ArrayList<>();
    private Sum sum = Sum.NONE;

    void add(Optional<Repeat> repeat) {
        repeat.map(Sum::of).ifPresent(call -> {
            sum = sum.plus(call);
            call.usual().ifPresent(this::addDifference);
        });
    }

    Sum sum() {
        return new Sum(
                sum.calls(),
                sum.differing(),
                sum.tokens(),
                sum.of(),
                differences.stream().max(Comparator.comparing(Usual::calls)));
    }

    private void addDifference(Usual more) {
        for (int i = 0; i < differences.size(); i++) {
            if (differences.get(i).isWhere(more)) {
                differences.set(i, differences.get(i).with(more));
                return;
            }
        }
        differences.add(more);
    }
}
