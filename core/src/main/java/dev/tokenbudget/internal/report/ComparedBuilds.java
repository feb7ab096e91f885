package dev.tokenbudget.internal.report;

import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.run.TaskRuns;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.TaskComparison;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which builds a comparison puts beside each other.
 *
 * @param head the commit that was measured, where it is known
 * @param bases the commits of the baselines' latest builds, where they are known
 * @param ages how many days the measured tasks' baselines are older than their runs
 * @param runs how many runs the build made
 * @param cost what all of them cost, in words
 * @param replayed whether some of them were answered from recordings
 */
record ComparedBuilds(
        Optional<String> head,
        List<String> bases,
        LongSummaryStatistics ages,
        int runs,
        Optional<String> cost,
        boolean replayed) {

    private static final int MOST_BASES = 3;
    private static final int DIGITS = 10;

    /** What may be used in a command: a baseline may have been edited by hand. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");

    static ComparedBuilds of(Comparison comparison) {
        List<TaskComparison> measured = comparison.tasks().stream()
                .map(task -> task.comparison())
                .filter(task -> task.after().isPresent())
                .toList();
        return new ComparedBuilds(
                comparison.build().commit().filter(ComparedBuilds::isCommit),
                measured.stream()
                        .flatMap(task -> latest(task).flatMap(BaselineBuild::commit).stream())
                        .filter(ComparedBuilds::isCommit)
                        .distinct()
                        .sorted()
                        .toList(),
                measured.stream().flatMap(task -> age(task).stream()).collect(Collectors.summarizingLong(days -> days)),
                measured.stream()
                        .flatMap(task -> task.after().stream())
                        .mapToInt(task -> task.size())
                        .sum(),
                comparison.cost().flatMap(cost -> cost.bill().usd()).map(Figures::usd),
                !comparison.replayed().isEmpty());
    }

    /** Return what was compared with what, and what it cost, as sentences. */
    String sentences() {
        return Stream.of(compared(), made()).flatMap(Optional::stream).collect(Collectors.joining(" "));
    }

    /** Return the commands that show what changed in the repository, but for the baselines. */
    List<String> gitDiffs() {
        return head.stream()
                .flatMap(measured -> bases.stream()
                        .filter(base -> !base.equals(measured))
                        .limit(MOST_BASES)
                        .map(base -> "git diff " + abbreviated(base) + ".." + abbreviated(measured)
                                + " -- . ':(exclude,glob)**/src/test/tokenbudget/**'"))
                .toList();
    }

    private Optional<String> compared() {
        if (ages.getCount() == 0) {
            return head.map(
                    commit -> "Measured at `" + abbreviated(commit) + "`; there is no baseline to compare with.");
        }
        String measured = head.map(commit -> "`" + abbreviated(commit) + "`").orElse("This build");
        return Optional.of(measured + " against a " + (replayed ? "recording made" : "baseline measured") + " at "
                + base() + age() + ".");
    }

    private String base() {
        if (bases.isEmpty()) {
            return "an unknown commit";
        }
        if (head.isPresent() && bases.equals(List.of(head.get()))) {
            return "the same commit";
        }
        String named = bases.stream()
                .limit(MOST_BASES)
                .map(commit -> "`" + abbreviated(commit) + "`")
                .collect(Collectors.joining(", "));
        return bases.size() > MOST_BASES ? named + " and " + (bases.size() - MOST_BASES) + " more commits" : named;
    }

    private String age() {
        if (ages.getMax() == 0) {
            return " on the same day";
        }
        String longest = Figures.count(ages.getMax(), "day", "days") + " before";
        return ages.getMin() == ages.getMax() ? ", " + longest : ", " + ages.getMin() + " to " + longest;
    }

    private Optional<String> made() {
        return runs == 0
                ? Optional.empty()
                : cost.map(usd -> "This build made " + Figures.count(runs, "run", "runs")
                        + (replayed ? ", which would have cost " + usd + " live." : ", which cost " + usd + "."));
    }

    private static Optional<BaselineBuild> latest(TaskComparison task) {
        return task.before()
                .flatMap(baseline -> baseline.builds().stream().max(Comparator.comparing(BaselineBuild::date)));
    }

    private static Optional<Long> age(TaskComparison task) {
        Optional<Instant> measured = task.after().map(TaskRuns::started);
        return latest(task)
                .flatMap(base -> measured.map(
                        now -> Math.max(0, Duration.between(base.date(), now).toDays())));
    }

    private static boolean isCommit(String text) {
        return COMMIT.matcher(text).matches();
    }

    private static String abbreviated(String commit) {
        return commit.substring(0, Math.min(commit.length(), DIGITS));
    }
}
