package dev.tokenbudget.internal.run;

import dev.tokenbudget.internal.text.Figures;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A session whose measurement is not completely known.
 *
 * @param log the name of its run log
 * @param lack what shows that, as the rest of a sentence whose subject is the log
 * @param plan what the session was about to run, and how much of that the log holds; empty where the log does not say
 * @param ran the tasks of which the log holds runs
 */
public record IncompleteSession(String log, String lack, List<Part> plan, Set<TaskId> ran) {

    private static final int MOST_NAMED = 5;

    public IncompleteSession {
        plan = List.copyOf(plan);
        ran = Set.copyOf(ran);
    }

    /**
     * A task of the plan.
     *
     * @param planned what was planned
     * @param made how many of its runs the log holds
     */
    public record Part(PlannedTask planned, int made) {

        /** Whether the log holds all runs that were planned; how many parameter sets there should have been is unknown. */
        boolean isWhole() {
            return planned.runs().isPresent() && made >= planned.runs().getAsInt();
        }

        private String inWords() {
            String name = planned.task().shortName();
            if (made == 0) {
                return name + " did not get to run";
            }
            return planned.runs().isPresent()
                    ? made + " of the " + planned.runs().getAsInt() + " planned runs of " + name + " are there"
                    : made + (made == 1 ? " run of " : " runs of ") + name + (made == 1 ? " is" : " are")
                            + " there, and perhaps not all";
        }
    }

    /** Whether runs of {@code task} may be lacking. */
    public boolean mayLack(TaskId task) {
        List<Part> parts =
                plan.stream().filter(part -> part.planned().covers(task)).toList();
        return parts.isEmpty()
                ? plan.isEmpty() && ran.contains(task)
                : !parts.stream().allMatch(Part::isWhole);
    }

    /** Return which log lacks what, as a sentence. */
    public String sentence() {
        List<String> lacking =
                plan.stream().filter(part -> !part.isWhole()).map(Part::inWords).toList();
        int more = lacking.size() - MOST_NAMED;
        String named = Stream.concat(
                        lacking.stream().limit(MOST_NAMED),
                        Stream.of(Figures.count(more, "more task is", "more tasks are") + " not whole")
                                .filter(none -> more > 0))
                .collect(Collectors.joining("; "));
        return "The run log " + log + " " + lack + (named.isEmpty() ? "" : ": " + named) + ".";
    }
}
