package dev.tokenbudget.internal.progress;

import dev.tokenbudget.internal.progress.ProgressEvent.Begun;
import dev.tokenbudget.internal.progress.ProgressEvent.Ended;
import dev.tokenbudget.internal.run.Outcome;
import dev.tokenbudget.internal.text.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.stream.Collectors;

/** The words of progress, on a terminal and elsewhere. */
final class ProgressText {

    private ProgressText() {}

    /** Return which run this is, such as {@code run 3 of 5 (up to 40)}. */
    static String place(Begun run) {
        Integer of = run.of();
        Integer most = run.upTo();
        boolean mayBeMore = most != null && (of == null || most > of);
        return "run " + run.number() + (of == null ? "" : " of " + of) + (mayBeMore ? " (up to " + most + ")" : "");
    }

    /** Return the result of a run, such as {@code used 1,200 tokens in 0.4 s}. */
    static String result(Ended run) {
        Long used = run.tokens();
        String tokens = used == null ? "an unknown number of tokens" : Figures.count(used, "token", "tokens");
        String how = switch (run.outcome()) {
            case SUCCEEDED -> "used ";
            case FAILED -> "failed after ";
            case ABORTED -> "was aborted after ";
        };
        return how + tokens + " in " + seconds(run.duration());
    }

    /** Return what was used so far, such as {@code 3,600 tokens and $0.0123 so far}. */
    static String soFar(Progress progress) {
        String dollars = progress.usd()
                .map(usd -> " and " + atLeastUnless(progress.knowsAllCosts()) + Figures.usd(usd))
                .orElse("");
        return atLeastUnless(progress.knowsAllTokens()) + Figures.count(progress.tokens(), "token", "tokens") + dollars
                + " so far";
    }

    private static String atLeastUnless(boolean all) {
        return all ? "" : "at least ";
    }

    /** Return what is left, such as {@code 2 of 6 tasks done, 17 runs left}. */
    static String left(Progress progress) {
        return progress.tasksDone() + " of " + Figures.count(progress.tasks(), "task", "tasks") + " done, "
                + Figures.count(progress.runsLeft(), "run", "runs") + " left";
    }

    /** Return the results of a task's runs, such as {@code 5 runs, 1,204 tokens a run}. */
    static String summary(List<Ended> runs) {
        List<Ended> succeeded =
                runs.stream().filter(run -> run.outcome() == Outcome.SUCCEEDED).toList();
        String made = Figures.count(runs.size(), "run", "runs");
        String failed = succeeded.size() == runs.size() ? "" : ", " + succeeded.size() + " succeeded";
        LongSummaryStatistics tokens = succeeded.stream()
                .map(Ended::tokens)
                .filter(Objects::nonNull)
                .collect(Collectors.summarizingLong(Long::longValue));
        boolean known = !succeeded.isEmpty() && tokens.getCount() == succeeded.size();
        return runs.isEmpty()
                ? "no run"
                : made + failed + (known ? ", " + Figures.count(Math.rint(tokens.getAverage())) + " tokens a run" : "");
    }

    /** Return a time as a clock shows it, such as {@code 1:07}. */
    static String clock(Duration time) {
        return time.toMinutes() + ":" + String.format(Locale.ROOT, "%02d", time.toSecondsPart());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
