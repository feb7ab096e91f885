package dev.tokenbudget.suites.offline;

import dev.tokenbudget.suites.offline.Answer.ToolCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the model knows to say about one task: the tools it would like to use on the way, and the paragraphs of its answer,
 * each with the probability that it comes up.
 */
final class Script {

    private final String marker;
    private final List<Step> steps = new ArrayList<>();
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private boolean turnByTurn;
    private UnaryOperator<String> form = UnaryOperator.identity();

    /** One round of tool calls. */
    private record Step(double probability, String says, List<Wish> wishes) {

        /** Return this with the calls of {@code tools} alone. */
        Step offered(Set<String> tools) {
            return new Step(
                    probability,
                    says,
                    wishes.stream().filter(wish -> tools.contains(wish.tool())).toList());
        }
    }

    /** A tool call that the script would make if the request offers the tool. */
    record Wish(String tool, String arguments) {}

    private record Paragraph(String topic, double probability, boolean atLength, String text) {}

    private Script(String marker) {
        this.marker = marker;
    }

    /** Begin a script for the prompts that contain {@code marker}. */
    static Script of(String marker) {
        return new Script(marker);
    }

    Script uses(double probability, String says, Wish... wishes) {
        steps.add(new Step(probability, says, List.of(wishes)));
        return this;
    }

    Script says(double probability, String text) {
        return says("", probability, text);
    }

    /** Add a paragraph that only comes up where the user's last words contain {@code topic}. */
    Script says(String topic, double probability, String text) {
        paragraphs.add(new Paragraph(topic, probability, false, text));
        return this;
    }

    /** Add a paragraph that only comes up where the prompt asks for an answer at length. */
    Script saysAtLength(String topic, String text) {
        paragraphs.add(new Paragraph(topic, 1, true, text));
        return this;
    }

    /** Draw in each turn of a chat what comes up; otherwise a follow-up is told all that it asks for. */
    Script turnByTurn() {
        turnByTurn = true;
        return this;
    }

    /** Give answers the form that the prompt asks for, such as JSON. */
    Script inForm(UnaryOperator<String> form) {
        this.form = form;
        return this;
    }

    String formed(String words) {
        return form.apply(words);
    }

    boolean recognises(String prompt) {
        return prompt.contains(marker);
    }

    /** Return the next round of tool calls, or nothing when it is time to answer. */
    Optional<Answer> round(Conversation conversation, Set<String> tools, Habits habits, String reasoning) {
        List<Step> plan = plan(conversation.seed(), tools, habits);
        if (conversation.answered() || conversation.toolRounds() >= plan.size()) {
            return Optional.empty();
        }
        Step step = plan.get(conversation.toolRounds());
        List<ToolCall> calls = new ArrayList<>();
        for (Wish wish : step.wishes()) {
            calls.add(new ToolCall(conversation.callId(calls.size()), wish.tool(), wish.arguments()));
        }
        return Optional.of(Answer.of(reasoning, step.says(), List.copyOf(calls)));
    }

    /** Return the paragraphs that come up; none if the user asks for something that the script does not know. */
    String answer(Conversation conversation, String lastUserText, boolean atLength) {
        Draws draws = Draws.of(conversation.seed(), "answer");
        StringBuilder text = new StringBuilder();
        for (Paragraph paragraph : paragraphs) {
            boolean comesUp = draws.chance(paragraph.probability());
            boolean askedFor = !turnByTurn && !paragraph.topic().isEmpty() && conversation.answered();
            boolean onTopic = paragraph.topic().isEmpty()
                    ? turnByTurn || !conversation.answered()
                    : lastUserText.contains(paragraph.topic());
            if (onTopic && (comesUp || askedFor) && (atLength || !paragraph.atLength())) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(paragraph.text().strip())
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Return the rounds that the answer needs, and those that the model is in the habit of making beyond them. */
    private List<Step> plan(long seed, Set<String> tools, Habits habits) {
        Draws draws = Draws.of(seed, "steps");
        List<Step> possible = new ArrayList<>();
        List<Step> plan = new ArrayList<>();
        for (Step step : steps) {
            // Drawn for all of them, so that another set of tools does not shift the draws.
            boolean needed = draws.chance(step.probability());
            Step offered = step.offered(tools);
            if (!offered.wishes().isEmpty()) {
                possible.add(offered);
                if (needed) {
                    plan.add(offered);
                }
            }
        }
        if (!possible.isEmpty()) {
            plan.addAll(further(possible, Draws.of(seed, "further steps"), habits));
        }
        return plan;
    }

    private static List<Step> further(List<Step> possible, Draws draws, Habits habits) {
        List<Step> further = new ArrayList<>(Collections.nCopies((int) habits.moreToolCalls(), possible.get(0)));
        for (int rounds = habits.varyingRounds(draws); rounds > 0; rounds--) {
            further.add(draws.oneOf(possible));
        }
        return further;
    }
}
