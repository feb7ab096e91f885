package dev.tokenbudget.internal.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.replay.RecordedRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that work on one task are told apart by what they are there for, and by the answers that they pass on. */
@Execution(ExecutionMode.CONCURRENT)
class SeveralAgentsTest {

    private static final String WRITER = "You write release notes for the users of a diary on paper and on the phone.";
    private static final String EDITOR =
            "You are a copy editor: correct spelling, grammar and rhythm, and change nothing else.";
    private static final String JUDGE =
            "You judge release notes on a scale from one to five, and say in a sentence why.";
    private static final String REVIEWER = "As a lawyer, name each promise in a text that a company could be held to.";
    private static final String SUMMARISER =
            "Summarise the conversation so far in a single line that keeps every number.";

    private static final String DRAFT = "The diary now opens at today's page, and it finds words in pictures as well.";
    private static final String EDITED =
            "The diary opens at today's page now; it finds words in pictures, too, at last.";
    private static final String VERDICT = "Four: it says what is new, but not for whom the pictures are searched.";

    private static final List<String> QUESTIONS = List.of(
            "Which page did the diary open at before?",
            "Who asked for that to be changed?",
            "How many pens does it come with?",
            "Can it be had in green as well?");
    private static final List<String> ANSWERS = List.of(
            "Until version 6 it opened at the page that was written last, whatever the day.",
            "Twelve users did, most of them because they write in the morning.",
            "It comes with three pens, one of which can be read in the dark.",
            "Not yet, but the printer has promised green covers for the spring.");
    private static final List<String> SUMMARIES = List.of(
            "It opened at the page that was written last.",
            "Twelve users wanted the page to be today's.",
            "Three pens are in the box, one for the night.",
            "Green covers are promised for next spring.");
    private static final String MOOD = "The customer is calm and wants to know exact numbers.";

    @ParameterizedTest
    @EnumSource
    void quote_each_others_answers(Dialect dialect) {
        RecordedRun recording = recordDesk(dialect);

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            String draft =
                    Talk.once(dialect, stage, WRITER + " Write no more than two sentences.", "Version 7 is out.");
            String edited = Talk.once(dialect, stage, EDITOR, "Please edit this:\n" + draft);
            answers.add(Talk.once(
                    dialect,
                    stage,
                    JUDGE + " Be strict.",
                    "Judge this, given as JSON: {\"notes\": \"" + edited + "\"}"));
        });

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).containsExactly(VERDICT);
    }

    @ParameterizedTest
    @EnumSource
    void leave_the_recording_where_a_reviewer_is_put_between_them(Dialect dialect) {
        RecordedRun recording = recordDesk(dialect);

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            String draft = Talk.once(dialect, stage, WRITER, "Version 7 is out.");
            try {
                Talk.once(dialect, stage, REVIEWER, "Read this:\n" + draft);
            } catch (Stage.Refused refused) {
                answers.add("refused with " + refused.status);
            }
            answers.add(Talk.once(dialect, stage, EDITOR, "Please edit this:\n" + draft));
        });

        assertThat(replayed.answers()).containsExactly("refused with 409", EDITED);
        assertThat(replayed.departures()).singleElement().satisfies(departure -> {
            assertThat(departure.call()).isEqualTo(2);
            assertThat(departure.because())
                    .startsWith("call 2 to " + dialect.upstream)
                    .contains("follows call 1, as no recorded request does that is left")
                    .endsWith("differs first in the system prompt, line 1");
        });
    }

    @ParameterizedTest
    @EnumSource
    void leave_the_recording_where_a_reviewer_is_added_at_the_end(Dialect dialect) {
        RecordedRun recording = recordDesk(dialect);

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            desk(dialect, stage, answers);
            try {
                Talk.once(dialect, stage, REVIEWER, "Read this:\n" + answers.get(1));
            } catch (Stage.Refused refused) {
                answers.add("refused with " + refused.status);
            }
        });

        assertThat(replayed.answers()).containsExactly(DRAFT, EDITED, VERDICT, "refused with 409");
        assertThat(replayed.departures()).singleElement().satisfies(departure -> {
            assertThat(departure.call()).isEqualTo(4);
            assertThat(departure.because()).contains("follows call 2");
        });
    }

    @ParameterizedTest
    @EnumSource
    void leave_the_recording_where_the_judge_is_asked_for_a_second_opinion(Dialect dialect) {
        RecordedRun recording = recordDesk(dialect);

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            desk(dialect, stage, answers);
            try {
                Talk.once(dialect, stage, JUDGE, "Judge this:\n" + answers.get(1));
            } catch (Stage.Refused refused) {
                answers.add("refused with " + refused.status);
            }
        });

        assertThat(replayed.answers()).containsExactly(DRAFT, EDITED, VERDICT, "refused with 409");
        assertThat(replayed.departures())
                .singleElement()
                .satisfies(departure -> assertThat(departure.because())
                        .endsWith("the nearest recorded request, number 3, is the same, and was answered before"));
    }

    @ParameterizedTest
    @EnumSource
    void go_on_without_the_one_that_summarised(Dialect dialect) {
        String first = "Which page did the diary open at before version 7?";
        String second = "And who asked for that to be changed?";
        String before = "Until version 6 it opened at the page that was written last, whatever the day.";
        String summary = "User asked about version 6 and 7: it opened at the page written last.";
        String asker = "Twelve users did, most of them because they write in the morning.";
        ScriptedModel.Script model = Talk.model(dialect, first, before, SUMMARISER, summary, second, asker);
        RecordedRun recording = Plays.record(model, (stage, answers) -> {
                    String answer = Talk.once(dialect, stage, WRITER, first);
                    String short_ = Talk.once(dialect, stage, SUMMARISER, first + "\n" + answer);
                    answers.add(Talk.once(dialect, stage, WRITER, "Until now: " + short_ + "\n" + second));
                })
                .recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            Talk talk = new Talk(dialect, WRITER);
            answers.add(talk.say(stage, first));
            answers.add(talk.say(stage, second));
        });

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).containsExactly(before, asker);
    }

    /** All summaries end with the same sentence, and each question now comes with what was looked up for the others as well. */
    @ParameterizedTest
    @EnumSource
    void repeat_in_a_summary_what_an_earlier_one_said(Dialect dialect) {
        RecordedRun recording = recordChat(dialect);

        Played replayed = Plays.replay(
                recording,
                (stage, answers) ->
                        chat(dialect, stage, answers, question -> lookedUp(QUESTIONS.toArray(String[]::new))));

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).isEqualTo(ANSWERS);
    }

    @ParameterizedTest
    @EnumSource
    void go_on_turn_by_turn_without_the_one_that_summarised(Dialect dialect) {
        RecordedRun recording = recordChat(dialect);

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            Talk talk = new Talk(dialect, WRITER);
            QUESTIONS.forEach(question -> answers.add(talk.say(stage, question)));
        });

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).isEqualTo(ANSWERS);
    }

    @ParameterizedTest
    @EnumSource
    void go_on_from_their_last_answer_whatever_is_quoted_beside_it(Dialect dialect) {
        RecordedRun recording = Plays.record(chatModel(dialect), (stage, answers) -> {
                    Talk talk = new Talk(dialect, WRITER);
                    for (String question : QUESTIONS) {
                        String mood = Talk.once(dialect, stage, SUMMARISER, "The mood of: " + question);
                        talk.say(stage, "Be told: " + mood + "\n" + question);
                    }
                })
                .recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            Talk talk = new Talk(dialect, WRITER);
            QUESTIONS.forEach(question -> answers.add(talk.say(stage, question)));
        });

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).isEqualTo(ANSWERS);
    }

    @ParameterizedTest
    @EnumSource
    void get_more_documents_to_answer_from(Dialect dialect) {
        Plays.Agent three = (stage, answers) -> answers.add(Talk.once(dialect, stage, "", found(3)));
        RecordedRun recording =
                Plays.record(Talk.model(dialect, "Question", DRAFT), three).recording();

        Played replayed =
                Plays.replay(recording, (stage, answers) -> answers.add(Talk.once(dialect, stage, "", found(8))));

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).containsExactly(DRAFT);
    }

    /** Each answers for itself whichever comes first, even where all have the same prompt, and it has changed. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void may_ask_in_any_order(int seed) {
        Dialect dialect = Dialect.CHAT;
        List<Integer> order = new ArrayList<>(IntStream.range(0, 6).boxed().toList());
        String[] rules = order.stream()
                .flatMap(i -> List.of(chapter(i), "Summary of chapter " + i).stream())
                .toArray(String[]::new);
        RecordedRun recording = Plays.record(
                        Talk.model(dialect, rules),
                        (stage, answers) -> order.forEach(
                                i -> Talk.once(dialect, stage, SUMMARISER, "Summarise this.\n" + chapter(i))))
                .recording();
        Collections.shuffle(order, new Random(seed));

        Played replayed = Plays.replay(
                recording,
                (stage, answers) -> order.forEach(i -> answers.add(i + ": "
                        + Talk.once(dialect, stage, SUMMARISER, "Summarise this, please, in Dutch.\n" + chapter(i)))));

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers())
                .isEqualTo(
                        order.stream().map(i -> i + ": Summary of chapter " + i).toList());
    }

    @Test
    void may_ask_at_the_same_time_and_go_on_with_their_own_answers() throws Exception {
        Dialect dialect = Dialect.MESSAGES;
        List<Integer> all = IntStream.range(0, 6).boxed().toList();
        RecordedRun recording = Plays.record(
                        twoSteps(dialect),
                        (stage, answers) -> all.forEach(i -> new ToolLoop(dialect)
                                .task("Look at chapter " + i + ", then sum up.")
                                .most(2)
                                .work(stage, answers)))
                .recording();
        ExecutorService threads = Executors.newFixedThreadPool(6);

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            List<Future<String>> working = all.stream()
                    .map(i -> threads.submit(() -> {
                        List<String> own = new ArrayList<>();
                        new ToolLoop(dialect)
                                .system(ToolLoop.SYSTEM + " Answer in Dutch.")
                                .task("Look at chapter " + i + ", then sum up.")
                                .most(2)
                                .work(stage, own);
                        return own.get(1);
                    }))
                    .toList();
            working.forEach(future -> answers.add(get(future)));
        });
        threads.shutdown();

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers())
                .isEqualTo(all.stream().map(i -> "Chapter " + i + " it is.").toList());
    }

    @Test
    void that_say_who_they_are_get_the_answers_of_nobody_else() {
        Dialect dialect = Dialect.CHAT;
        RecordedRun recording = Plays.record(Talk.model(dialect, "left", "L", "right", "R"), (stage, answers) -> {
                    Talk.once(dialect, stage, "", "go left", "TokenBudget-Agent", "one");
                    Talk.once(dialect, stage, "", "go right", "TokenBudget-Agent", "other");
                })
                .recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> {
            answers.add(Talk.once(dialect, stage, "", "Where now?", "TokenBudget-Agent", "other"));
            answers.add(Talk.once(dialect, stage, "", "Where now?", "TokenBudget-Agent", "one"));
        });

        assertThat(replayed.answers()).containsExactly("R", "L");
    }

    @ParameterizedTest
    @EnumSource
    void are_asked_by_another_agent_that_gives_them_their_task(Dialect dialect) {
        String left = "Find out in which year the bridge over the river Waal was opened to traffic.";
        String right = "Find out how long the bridge over the river Lek is between its two towers.";
        String[] rules = {
            "Plan it",
            left + "\n" + right,
            left,
            "In 1936.",
            right,
            "It is 420 metres long.",
            "In 1936. It is 420",
            "Done."
        };
        RecordedRun recording = Plays.record(
                        Talk.model(dialect, rules), (stage, answers) -> planned(dialect, stage, answers, ""))
                .recording();

        Played replayed = Plays.replay(recording, (stage, answers) -> planned(dialect, stage, answers, "In short: "));

        assertThat(replayed.departures()).isEmpty();
        assertThat(replayed.answers()).containsExactly("Done.");
    }

    private static void planned(Dialect dialect, Stage stage, List<String> answers, String prefix) {
        String plan =
                Talk.once(dialect, stage, prefix + "You plan, and others do. Give a task a line.", "Plan it: bridges");
        List<String> found = plan.lines()
                .map(task -> Talk.once(dialect, stage, prefix + "You find things out and answer in a few words.", task))
                .toList();
        answers.add(
                Talk.once(dialect, stage, prefix + "You put together what others found out.", String.join(" ", found)));
    }

    /** Call a tool, and conclude which chapter it is. All calls and results are alike, but for their ids. */
    private static ScriptedModel.Script twoSteps(Dialect dialect) {
        AtomicInteger number = new AtomicInteger();
        return call -> {
            String body = call.asked().body().toString();
            String id = "p" + number.incrementAndGet();
            String chapter = body.replaceFirst(".*Look at chapter (\\d).*", "$1");
            Answer answer = body.contains("Result 0")
                    ? Answer.text(id, "Chapter " + chapter + " it is.")
                    : Answer.call(id, "orders", "{\"topic\":\"pages\"}");
            return ScriptedModel.json(call, 200, dialect.answer(answer.input(ScriptedModel.text(call))));
        };
    }

    private static RecordedRun recordDesk(Dialect dialect) {
        ScriptedModel.Script model =
                Talk.model(dialect, "Version 7", DRAFT, "copy editor", EDITED, "You judge", VERDICT);
        return Plays.record(model, (stage, answers) -> desk(dialect, stage, answers))
                .recording();
    }

    private static void desk(Dialect dialect, Stage stage, List<String> answers) {
        answers.add(Talk.once(dialect, stage, WRITER, "Version 7 is out."));
        answers.add(Talk.once(dialect, stage, EDITOR, "Please edit this:\n" + answers.get(0)));
        answers.add(Talk.once(dialect, stage, JUDGE, "Judge this:\n" + answers.get(1)));
    }

    private static RecordedRun recordChat(Dialect dialect) {
        return Plays.record(
                        chatModel(dialect),
                        (stage, answers) -> chat(dialect, stage, answers, SeveralAgentsTest::lookedUp))
                .recording();
    }

    /** Ask question by question; what was said before stands in a summary of it, and that in the next one. */
    private static void chat(Dialect dialect, Stage stage, List<String> answers, UnaryOperator<String> documents) {
        String summary = "";
        for (String question : QUESTIONS) {
            String answer = Talk.once(dialect, stage, WRITER, documents.apply(question) + summary + "\n" + question);
            answers.add(answer);
            summary = Talk.once(dialect, stage, SUMMARISER, summary + "\n" + answer);
        }
    }

    /** The later a question, the more is found. */
    private static String lookedUp(String... questions) {
        return Stream.of(questions)
                .flatMap(question -> IntStream.range(0, QUESTIONS.indexOf(question) * 20)
                        .mapToObj(i -> "Page " + i + " of note " + QUESTIONS.indexOf(question) + question.length() + i
                                + " was found.\n"))
                .collect(Collectors.joining());
    }

    /** Answers the last question; sums up all that it is told, in the order of the questions. */
    private static ScriptedModel.Script chatModel(Dialect dialect) {
        AtomicInteger number = new AtomicInteger();
        return call -> {
            String body = call.asked().body().toString();
            String said = body.contains(SUMMARISER)
                    ? summed(body)
                    : ANSWERS.get(IntStream.range(0, QUESTIONS.size())
                            .filter(i -> body.contains(QUESTIONS.get(i)))
                            .max()
                            .orElseThrow());
            Answer answer = Answer.text("c" + number.incrementAndGet(), said);
            return ScriptedModel.json(call, 200, dialect.answer(answer.input(ScriptedModel.text(call))));
        };
    }

    private static String summed(String body) {
        return IntStream.range(0, ANSWERS.size())
                        .filter(i -> body.contains(ANSWERS.get(i)) || body.contains(SUMMARIES.get(i)))
                        .mapToObj(i -> SUMMARIES.get(i) + "\n")
                        .reduce("", String::concat)
                + MOOD;
    }

    private static String chapter(int number) {
        return "Chapter " + number + ". " + "Of " + number * 7 + " sheep, " + number * 3 + " were lost on the way.";
    }

    private static String found(int documents) {
        return IntStream.rangeClosed(1, documents)
                        .mapToObj(i ->
                                "Document " + i + ": page " + i * 11 + " says that the diary has " + i + " pens.\n")
                        .reduce("", String::concat)
                + "Question: how many pens does the diary have?";
    }

    private static String get(Future<String> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
