package dev.tokenbudget.internal.waste;

import dev.tokenbudget.usage.ModelCall.AnswerForm;
import dev.tokenbudget.usage.PromptSections.Item;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds requests that are made again because an answer that was asked for as JSON is none: the same request, or the same with
 * that answer and a short remark behind it. An agent that goes on like that from good answers as well is in a conversation.
 */
final class UnparsableAnswers implements WasteRule {

    /** A remark such as "That was no JSON, answer again" is shorter. */
    private static final long LONGEST_REMARK = 200;

    @Override
    public void claim(SpentTask task, Claims claims) {
        Set<String> talking = new TreeSet<>();
        for (SpentRun run : task.runs()) {
            run.calls().stream()
                    .filter(call -> goesOnFrom(run, call, true))
                    .map(SpentCall::agent)
                    .forEach(talking::add);
        }
        for (SpentRun run : task.runs()) {
            Set<SpentCall> again = new HashSet<>();
            for (SpentCall call : run.calls()) {
                boolean remarked = !talking.contains(call.agent()) && goesOnFrom(run, call, false);
                if (remarked || asksAgain(run, call, again)) {
                    again.add(call);
                    claims.add(
                            new WasteKey(WasteKind.UNPARSABLE_ANSWER, call.agent(), ""),
                            run,
                            call,
                            call.take(),
                            "answers that were asked for as JSON do not parse, and are asked for again",
                            "Ask for a strict schema (structured output), or mend such answers in code.");
                }
            }
        }
    }

    /** An answer that was cut was claimed before, and the next one is the one that is needed. */
    private static boolean asksAgain(SpentRun run, SpentCall call, Set<SpentCall> again) {
        return !call.isClaimed()
                && run.before(call)
                        .filter(before ->
                                parses(before.call()).filter(good -> !good).isPresent())
                        .filter(before -> before.call().items().equals(call.items()))
                        .filter(before -> !before.call().isClaimed() || again.contains(before.call()))
                        .isPresent();
    }

    private static boolean goesOnFrom(SpentRun run, SpentCall call, boolean good) {
        return !call.isClaimed()
                && run.before(call)
                        .filter(before -> parses(before.call())
                                .filter(parses -> parses == good)
                                .isPresent())
                        .filter(before ->
                                before.items() == before.call().items().size())
                        .map(before -> call.items()
                                .subList(before.items(), call.items().size()))
                        .filter(UnparsableAnswers::isRemark)
                        .isPresent();
    }

    private static boolean isRemark(List<Item> more) {
        return !more.isEmpty()
                && more.stream()
                        .allMatch(item -> (item.kind() == Kind.HISTORY && !item.isToolCall())
                                || (item.kind() == Kind.USER && item.tokens() <= LONGEST_REMARK))
                && more.get(more.size() - 1).kind() == Kind.USER;
    }

    private static Optional<Boolean> parses(SpentCall call) {
        return call.call().answerForm().map(AnswerForm::parses);
    }
}
