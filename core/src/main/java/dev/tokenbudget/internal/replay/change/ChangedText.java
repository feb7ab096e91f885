package dev.tokenbudget.internal.replay.change;

import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Optional;

/**
 * A text of a task's prompts that changed since it was recorded.
 *
 * @param place where it stands, such as "system prompt" or "tool search"
 * @param lines the changed lines, with some around them
 * @param calls in how many calls of a run it changed so, in the mean
 * @param growth what it adds; absent where the sizes of a prompt are not known
 */
public record ChangedText(String place, List<DiffLine> lines, double calls, Optional<Growth> growth) {

    public ChangedText {
        lines = List.copyOf(lines);
    }

    /**
     * What a changed text adds, in tokens as the provider counts them.
     *
     * @param call to a call that has it
     * @param run to a run
     */
    public record Growth(double call, double run) {}

    /** Return where the text stands and what it adds, as in "system prompt, in 4 calls a run: about +892 tokens a call". */
    public String inWords() {
        return place + ", in " + Figures.count(calls, "call", "calls") + " a run"
                + growth.map(grown -> ": about " + Figures.change(Math.rint(grown.call)) + " tokens a call, "
                                + Figures.change(Math.rint(grown.run)) + " a run")
                        .orElse("");
    }
}
