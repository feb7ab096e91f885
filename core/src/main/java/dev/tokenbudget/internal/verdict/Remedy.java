package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * What to do about a verdict.
 *
 * @param words a sentence; where a command follows, without its full stop; empty where nothing needs to be done
 * @param command what to type; absent where no command does it
 */
public record Remedy(String words, Optional<String> command) {

    /** The placeholder for the reason in the command; a command pasted with it has no reason. */
    public static final String PLACEHOLDER = "…";

    /** The command that takes a task out of the baseline. */
    private static final String REMOVE = "mvn tokenbudget:accept -Dtokenbudget.remove=";

    static final Remedy NONE = new Remedy("", Optional.empty());

    static final Remedy ACCEPT = byAccepting("If that is meant, accept it");

    static final Remedy ACCEPT_MODEL =
            byAccepting("To see whether the new model is cheaper and no worse, run both as variants of"
                    + " the task (@Variant, docs/variants.md). If the change is meant, accept it");

    static final Remedy ACCEPT_ALL = new Remedy("If that is meant, accept all tasks", Optional.of(AcceptCommand.ALL));

    static final Remedy RECORD = of("Record it, with a key: mvn verify -Dtokenbudget.calls=record");
    static final Remedy RECORD_AGAIN =
            of("Only a live run can tell. Record it again, with a key: mvn verify -Dtokenbudget.calls=record");
    static final Remedy ACCEPT_LIVE = of("If that is meant, record it again, with a key, and accept those runs:"
            + " mvn verify -Dtokenbudget.calls=record");
    static final Remedy MEASURE_LIVE = of("Measure it live, with a key: mvn verify -Dtokenbudget.calls=live");
    static final Remedy COUNT = of("Count the changed prompts with a key: mvn verify -Dtokenbudget.calls=replay"
            + " -Dtokenbudget.count=provider; or run live: mvn verify -Dtokenbudget.calls=live");
    static final Remedy KEEP = byAccepting("Keep the gain by accepting it");

    static Remedy byAccepting(String words) {
        return new Remedy(words, Optional.of(AcceptCommand.WHERE_ASKED));
    }

    static Remedy of(String sentence) {
        return new Remedy(sentence, Optional.empty());
    }

    /** Return the sentence that says how the baseline of {@code task}, which is gone, is removed. */
    public static String removal(String task) {
        return "If it is gone, remove it by its name: " + REMOVE + "\"" + task + "\"";
    }

    /** Return this remedy for {@code tasks}, at least one: its command names them. */
    public Remedy naming(List<TaskId> tasks) {
        return new Remedy(words, command.map(typed -> AcceptCommand.naming(tasks)));
    }

    /** Whether nothing needs to be done. */
    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** Return words and command as one sentence; empty where nothing needs to be done. */
    public String sentence() {
        return command.map(typed -> words + ": " + typed).orElse(words);
    }

    /** Return the words as a sentence for a reader who finds the command elsewhere. */
    public String withoutCommand() {
        return command.isPresent() ? words + "." : words;
    }
}
