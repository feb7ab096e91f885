package dev.tokenbudget.internal.history.page;

import dev.tokenbudget.internal.history.store.RunSummary;
import dev.tokenbudget.internal.text.Figures;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A run that is shown, with its calls.
 *
 * @param run the run
 * @param calls its first calls
 * @param made how many calls it made, those of judges included
 */
record RunItem(RunSummary run, List<CallItem> calls, int made) {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    String started() {
        return run.started().atOffset(ZoneOffset.UTC).format(MINUTES);
    }

    String outcome() {
        return run.outcome().map(word -> word.toLowerCase(Locale.ROOT)).orElse("outcome not known");
    }

    String tokens() {
        return run.tokens().isPresent()
                ? Figures.count(run.tokens().getAsLong(), "token", "tokens")
                : "tokens not known";
    }

    String cost() {
        return run.costUsd().map(Figures::usd).orElse("cost not known");
    }

    String madeInWords() {
        return Figures.count(made, "call", "calls");
    }

    String build() {
        return run.build().map(id -> "build " + id).orElse("no build");
    }

    /** Whether there is a call to show. */
    boolean listed() {
        return !calls.isEmpty();
    }

    /** Return how to see all calls, where not all are shown. */
    Optional<String> more() {
        return made > calls.size() ? Optional.of(Question.ofRun(run.id())) : Optional.empty();
    }

    /** Return how many calls are shown. */
    String shown() {
        return Figures.count(calls.size());
    }
}
