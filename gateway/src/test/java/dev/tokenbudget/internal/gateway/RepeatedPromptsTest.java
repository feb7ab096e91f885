package dev.tokenbudget.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.gateway.WireRequest.Tool;
import dev.tokenbudget.internal.recording.RunInProgress;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import dev.tokenbudget.usage.PromptSections.Difference;
import dev.tokenbudget.usage.PromptSections.Difference.Look;
import dev.tokenbudget.usage.PromptSections.Item.Kind;
import dev.tokenbudget.usage.PromptSections.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each request of an agent repeats of its request before, and where that ends. */
class RepeatedPromptsTest {

    private static final String RULES = IntStream.range(0, 60)
            .mapToObj(i -> "Rule " + i + " of this review is that clause " + (i * 7) + " holds.")
            .collect(Collectors.joining(" "));

    private static final List<Tool> TOOLS =
            List.of(Tool.named("search"), Tool.named("read"), Tool.named("write"), Tool.named("list"));

    private static final List<String> SAID = List.of(
            "the task", "first query", "the first result", "thanks, and now", "second query", "the second result");

    @ParameterizedTest
    @EnumSource
    void all_of_it_comes_again_from_an_agent_that_only_goes_on(WireRequest wire) throws Exception {
        List<Repeat> repeats = repeats(wire, call -> RULES, call -> TOOLS);

        assertThat(repeats).hasSize(2).allSatisfy(repeat -> {
            assertThat(repeat.difference()).isEmpty();
            assertThat((double) repeat.tokens() / repeat.of()).isGreaterThan(0.95);
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_time_at_the_head_of_the_system_prompt_ends_it_there(WireRequest wire) throws Exception {
        List<Repeat> repeats =
                repeats(wire, call -> "Now it is 2026-11-30T15:0" + call + ":17Z. " + RULES, call -> TOOLS);

        assertThat(repeats).hasSize(2).allSatisfy(repeat -> {
            assertThat(repeat.difference())
                    .hasValue(new Difference(Kind.SYSTEM, 1, Optional.empty(), 25, RULES.length() + 32, Look.TIME));
            assertThat((double) repeat.tokens() / repeat.of()).isLessThan(0.2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_date_in_words_amid_the_system_prompt_ends_it_there(WireRequest wire) throws Exception {
        List<String> dates =
                List.of("Monday, November 30, 2026", "Tuesday, December 1, 2026", "Wednesday, December 2, 2026");

        assertThat(differences(wire, call -> RULES + " Today is " + dates.get(call) + ". " + RULES, call -> TOOLS))
                .hasSize(2)
                .allSatisfy(difference -> {
                    assertThat(difference.look()).isEqualTo(Look.TIME);
                    assertThat(difference.offset()).isEqualTo(RULES.length() + " Today is ".length());
                });
    }

    @ParameterizedTest
    @EnumSource
    void seconds_since_1970_at_the_end_of_the_system_prompt_are_a_time(WireRequest wire) throws Exception {
        assertThat(differences(wire, call -> RULES + " now=" + (1796050855 + 61 * call), call -> TOOLS))
                .hasSize(2)
                .allSatisfy(difference -> {
                    assertThat(difference.section()).isEqualTo(Kind.SYSTEM);
                    assertThat(difference.look()).isEqualTo(Look.TIME);
                    assertThat(difference.offset()).isGreaterThan(RULES.length());
                });
    }

    @ParameterizedTest
    @EnumSource
    void a_random_id_in_the_description_of_a_tool_is_named_with_the_tool(WireRequest wire) throws Exception {
        List<String> ids = List.of(
                "7f3a9c1e-52b4-4d0a-9e8b-1c2d3e4f5a6b",
                "b01d77aa-93c1-4f6e-8a2b-0f1e2d3c4b5a",
                "3c9e1f20-0a4b-4c8d-b7e6-5a4f3e2d1c0b");

        assertThat(differences(
                        wire,
                        call -> RULES,
                        call -> List.of(
                                Tool.named("search"),
                                new Tool("read", "Session " + ids.get(call) + ".", "{'type':'object'}"))))
                .hasSize(2)
                .allSatisfy(difference -> {
                    assertThat(difference.section()).isEqualTo(Kind.TOOL_DEFINITION);
                    assertThat(difference.number()).isEqualTo(2);
                    assertThat(difference.tool()).hasValue("read");
                    assertThat(difference.look()).isEqualTo(Look.ID);
                });
    }

    @ParameterizedTest
    @EnumSource
    void tools_that_are_shuffled_are_in_another_order(WireRequest wire) throws Exception {
        List<List<Tool>> orders = List.of(
                TOOLS,
                List.of(TOOLS.get(0), TOOLS.get(3), TOOLS.get(1), TOOLS.get(2)),
                List.of(TOOLS.get(2), TOOLS.get(0), TOOLS.get(1), TOOLS.get(3)));

        List<Difference> differences = differences(wire, call -> RULES, orders::get);

        assertThat(differences).extracting(Difference::look).containsExactly(Look.ORDER, Look.ORDER);
        assertThat(differences).extracting(Difference::tool).containsExactly(Optional.of("list"), Optional.of("write"));
        assertThat(differences).extracting(Difference::number).containsExactly(2, 1);
        assertThat(differences).extracting(Difference::length).containsOnly(0L);
    }

    @ParameterizedTest
    @EnumSource
    void keys_of_a_schema_in_another_order_are_another_prompt_to_a_cache(WireRequest wire) throws Exception {
        List<String> schemas = List.of(
                "{'type':'object','required':['q']}",
                "{'required':['q'],'type':'object'}",
                "{'type':'object','required':['q']}");

        assertThat(differences(wire, call -> RULES, call -> List.of(new Tool("read", "Reads.", schemas.get(call)))))
                .hasSize(2)
                .allSatisfy(difference -> {
                    assertThat(difference.tool()).hasValue("read");
                    assertThat(difference.look()).isEqualTo(Look.ORDER);
                    assertThat(difference.offset()).isPositive();
                });
    }

    @ParameterizedTest
    @EnumSource
    void other_spaces_in_the_system_prompt_are_whitespace(WireRequest wire) throws Exception {
        assertThat(differences(wire, call -> RULES.replace("Rule 3 ", "Rule 3 " + " ".repeat(call)), call -> TOOLS))
                .hasSize(2)
                .allSatisfy(difference -> assertThat(difference.look()).isEqualTo(Look.WHITESPACE));
    }

    @ParameterizedTest
    @EnumSource
    void a_window_that_slides_over_the_history_drops_what_stood_there(WireRequest wire) throws Exception {
        List<String> dropped = new ArrayList<>(SAID);
        dropped.subList(0, 3).clear();

        List<Repeat> repeats =
                sent(wire, List.of(wire.of(RULES, TOOLS, SAID.subList(0, 4)), wire.of(RULES, TOOLS, dropped)));

        assertThat(repeats).hasSize(1);
        Difference difference = repeats.get(0).difference().orElseThrow();
        assertThat(difference.look()).isEqualTo(Look.REMOVED);
        assertThat(difference.section()).isEqualTo(Kind.USER);
    }

    @Test
    void a_tool_that_comes_and_goes_is_added_and_removed() throws Exception {
        List<Tool> more = new ArrayList<>(TOOLS);
        more.add(Tool.named("zip"));

        List<Difference> differences = differences(WireRequest.CHAT, call -> RULES, call -> call == 1 ? more : TOOLS);

        assertThat(differences).extracting(Difference::look).containsExactly(Look.ADDED, Look.REMOVED);
        assertThat(differences).extracting(Difference::tool).containsOnly(Optional.of("zip"));
        assertThat(differences).extracting(Difference::number).containsOnly(5);
    }

    @Test
    void agents_in_parallel_are_told_apart_without_a_name() throws Exception {
        String reviewer = "You check what others wrote for mistakes in style, and you give marks. It is 10:0%d:00 now.";

        List<Repeat> repeats = sent(
                WireRequest.ANTHROPIC,
                List.of(
                        WireRequest.ANTHROPIC.of(RULES, TOOLS, SAID.subList(0, 1)),
                        WireRequest.ANTHROPIC.of(reviewer.formatted(1), List.of(), List.of("the code")),
                        WireRequest.ANTHROPIC.of(RULES, TOOLS, SAID.subList(0, 3)),
                        WireRequest.ANTHROPIC.of(
                                reviewer.formatted(2), List.of(), List.of("the code", "ask", "an answer")),
                        WireRequest.ANTHROPIC.of(RULES, TOOLS, SAID)));

        assertThat(repeats).hasSize(3);
        assertThat(repeats)
                .extracting(repeat -> repeat.difference().map(Difference::look))
                .containsExactly(Optional.empty(), Optional.of(Look.TIME), Optional.empty());
    }

    @Test
    void another_question_to_the_same_agent_is_no_difference() throws Exception {
        List<Repeat> repeats = sent(
                WireRequest.CHAT,
                List.of(
                        WireRequest.CHAT.of(RULES, TOOLS, List.of("the first ticket")),
                        WireRequest.CHAT.of(RULES, TOOLS, List.of("a second ticket"))));

        assertThat(repeats).hasSize(1);
        assertThat(repeats.get(0).difference()).isEmpty();
        assertThat(repeats.get(0).tokens())
                .isGreaterThan(500)
                .isLessThan(repeats.get(0).of());
    }

    @Test
    void a_request_is_also_compared_with_that_of_the_run_before() throws Exception {
        try (Provider provider = Provider.answering(WireRequest.CHAT.answer);
                GatewayRun gateway = new GatewayRun(provider)) {
            post(
                    gateway.url(""),
                    WireRequest.CHAT,
                    WireRequest.CHAT.of("Job 17 of today. " + RULES, TOOLS, List.of("the task")));
            RunInProgress next = gateway.newRun();
            post(
                    gateway.gateway.open(next).rootUrl(GatewayRun.UPSTREAM),
                    WireRequest.CHAT,
                    WireRequest.CHAT.of("Job 18 of today. " + RULES, TOOLS, List.of("the task")));

            Repeat.Compared compared = compared(GatewayRun.end(next).calls().get(0));
            assertThat(compared.conversation()).isEmpty();
            assertThat(compared.previousRun().orElseThrow().difference())
                    .hasValueSatisfying(
                            difference -> assertThat(difference.look()).isEqualTo(Look.NUMBER));
            assertThat(compared(gateway.onlyCall())).isEqualTo(Repeat.Compared.NOT);
        }
    }

    @Test
    void what_the_model_answers_may_be_another_in_each_run() throws Exception {
        try (Provider provider = Provider.answering(WireRequest.CHAT.answer);
                GatewayRun gateway = new GatewayRun(provider)) {
            post(
                    gateway.url(""),
                    WireRequest.CHAT,
                    WireRequest.CHAT.of(RULES, TOOLS, List.of("the task", "one query", "result")));
            RunInProgress next = gateway.newRun();
            post(
                    gateway.gateway.open(next).rootUrl(GatewayRun.UPSTREAM),
                    WireRequest.CHAT,
                    WireRequest.CHAT.of(RULES, TOOLS, List.of("the task", "other words", "other")));

            Repeat repeat =
                    compared(GatewayRun.end(next).calls().get(0)).previousRun().orElseThrow();
            assertThat(repeat.difference()).isEmpty();
            assertThat((double) repeat.tokens() / repeat.of()).isGreaterThan(0.9);
        }
    }

    private static List<Difference> differences(
            WireRequest wire, IntFunction<String> system, IntFunction<List<Tool>> tools) throws Exception {
        return repeats(wire, system, tools).stream()
                .map(repeat -> repeat.difference().orElseThrow())
                .toList();
    }

    /** Return what a loop of three calls repeats, each with two messages more. */
    private static List<Repeat> repeats(WireRequest wire, IntFunction<String> system, IntFunction<List<Tool>> tools)
            throws Exception {
        List<String> requests = new ArrayList<>();
        for (int call = 0; call < 3; call++) {
            requests.add(wire.of(system.apply(call), tools.apply(call), SAID.subList(0, 2 * call + 1)));
        }
        return sent(wire, requests);
    }

    private static List<Repeat> sent(WireRequest wire, List<String> requests) throws Exception {
        try (Provider provider = Provider.answering(wire.answer);
                GatewayRun gateway = new GatewayRun(provider)) {
            requests.forEach(request -> post(gateway.url(""), wire, request));
            List<ModelCall> calls = gateway.calls();
            assertThat(calls).hasSameSizeAs(requests);
            return calls.stream()
                    .flatMap(call -> compared(call).conversation().stream())
                    .toList();
        }
    }

    private static void post(String root, WireRequest wire, String request) {
        Client.post(root + wire.path, request.replace('\'', '"'));
    }

    private static Repeat.Compared compared(ModelCall call) {
        return call.prompt().map(PromptSections::repeats).orElseThrow();
    }
}
