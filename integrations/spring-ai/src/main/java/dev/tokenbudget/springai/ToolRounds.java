package dev.tokenbudget.springai;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * Takes the sums apart that models of Spring AI 1.1 make: each round of a tool loop reports what all rounds up to it used.
 *
 * <p>A round is recognised by its prompt, which holds the very message in which the round before asked for tools; and its sum by
 * the provider's own usage, which a sum does not have.
 */
final class ToolRounds {

    /** Loops that may be under way at the same time. */
    private static final int MOST_KNOWN = 1000;

    private final Deque<Round> known = new ArrayDeque<>();

    /** What the rounds of a loop used, up to the one that ended with {@code message}. */
    private record Round(WeakReference<AssistantMessage> message, Usage sum) {}

    /**
     * Return what the call with {@code request} used by itself, or nothing where a sum cannot be taken apart: the rounds of
     * a stream end only after those that follow.
     */
    synchronized Optional<Usage> ofRound(Prompt request, ChatResponse response, Usage usage) {
        Optional<Usage> own = endsWithToolResult(request) && isSum(usage)
                ? roundBefore(request).map(sum -> difference(usage, sum))
                : Optional.of(usage);
        Generation generation = response.getResult();
        if (generation != null && generation.getOutput().hasToolCalls()) {
            known.addLast(new Round(new WeakReference<>(generation.getOutput()), usage));
            known.removeIf(round -> round.message().get() == null);
            if (known.size() > MOST_KNOWN) {
                known.removeFirst();
            }
        }
        return own;
    }

    private Optional<Usage> roundBefore(Prompt request) {
        List<Message> messages = request.getInstructions();
        return known.stream()
                .filter(round -> {
                    AssistantMessage asked = round.message().get();
                    return asked != null && messages.stream().anyMatch(message -> message == asked);
                })
                .map(Round::sum)
                .reduce((earlier, later) -> later);
    }

    private static boolean endsWithToolResult(Prompt request) {
        List<Message> messages = request.getInstructions();
        return !messages.isEmpty() && messages.get(messages.size() - 1).getMessageType() == MessageType.TOOL;
    }

    private static boolean isSum(Usage usage) {
        Object sent = usage.getNativeUsage();
        // Where parts of a stream are added up, a map of the sums stands in its place.
        return sent == null || sent instanceof Map;
    }

    private static Usage difference(Usage sum, Usage before) {
        return new DefaultUsage(
                sum.getPromptTokens() - before.getPromptTokens(),
                sum.getCompletionTokens() - before.getCompletionTokens(),
                sum.getTotalTokens() - before.getTotalTokens());
    }
}
