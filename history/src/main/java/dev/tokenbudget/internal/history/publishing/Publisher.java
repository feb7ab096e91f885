package dev.tokenbudget.internal.history.publishing;

import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.store.Added;
import dev.tokenbudget.internal.history.store.History;
import dev.tokenbudget.internal.history.store.HistoryUrl;
import dev.tokenbudget.internal.text.Figures;
import java.util.ArrayList;
import java.util.List;

/** Adds builds to a history, and says what came of it. */
public final class Publisher {

    private Publisher() {}

    /**
     * Add {@code build} to the history at {@code url}, and return what was added and what was left out, a sentence each.
     *
     * @throws dev.tokenbudget.internal.history.store.HistoryException if it cannot be reached
     */
    public static List<String> publish(String url, BuildEntries build) {
        List<String> sentences = new ArrayList<>();
        build.entries().ifPresent(entries -> sentences.add(add(url, entries)));
        if (build.replayed() > 0) {
            sentences.add("History: " + Figures.count(build.replayed(), "run was", "runs were")
                    + " not published, because a recording answered them: they cost nothing.");
        }
        return sentences;
    }

    private static String add(String url, Entries entries) {
        try (History history = History.open(url)) {
            Added added = history.add(entries);
            String known = added.runsKnown() == 0
                    ? ""
                    : "; " + Figures.count(added.runsKnown(), "was", "were") + " there already";
            return "History: " + Figures.count(added.runs(), "run", "runs") + " with "
                    + Figures.count(added.calls(), "call", "calls") + " added to " + HistoryUrl.withoutSecrets(url)
                    + known + ".";
        }
    }
}
