package dev.tokenbudget.internal.html;

import dev.tokenbudget.internal.verdict.JudgedTask;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to do about a verdict.
 *
 * @param words a sentence; where a command follows, without its full stop
 * @param command the words of what to type, which a line does not break; none where no command does it
 */
record RemedyView(String words, List<String> command) {

    private static final Pattern SPACES = Pattern.compile(" ");

    static Optional<RemedyView> of(JudgedTask task) {
        return Optional.of(task.remedy())
                .filter(remedy -> !remedy.isEmpty())
                .map(remedy -> new RemedyView(
                        remedy.words(),
                        remedy.command().stream().flatMap(SPACES::splitAsStream).toList()));
    }

    /** Whether a command does it. */
    boolean typed() {
        return !command.isEmpty();
    }
}
