package dev.tokenbudget.usage;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How much of a prompt repeats an earlier one from the begin, in the order in which providers cache it: tool definitions,
 * response format, system prompt, messages.
 *
 * @param tokens tokens that repeat, as {@code o200k_base} counts them, whatever the model
 * @param of tokens of the whole prompt
 * @param difference where the prompts first differ; absent where one goes on where the other ends, and where only what is
 *     asked is another
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record PromptRepeat(long tokens, long of, Optional<PromptDifference> difference) {

    /**
     * The earlier prompts that a prompt was compared with.
     *
     * @param conversation with the latest of the same conversation in the same run; absent where there is none, and where it
     *     was not compared
     * @param previousRun with the one that stood there in the task's previous run of the same JVM; absent likewise
     */
    public record Compared(Optional<PromptRepeat> conversation, Optional<PromptRepeat> previousRun) {

        /** Nothing was compared. */
        public static final Compared NOT = new Compared(Optional.empty(), Optional.empty());
    }
}
