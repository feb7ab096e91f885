package dev.tokenbudget.suites.planted;

import static dev.tokenbudget.suites.planted.Plan.DESK;
import static dev.tokenbudget.suites.planted.Plan.RESEARCHER;
import static dev.tokenbudget.suites.planted.Plan.WRITER;
import static dev.tokenbudget.suites.planted.Plan.use;

import dev.tokenbudget.suites.offline.Prose;
import dev.tokenbudget.suites.planted.AgentPlan.Number;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A change of a plan whose effect is known: what a build must name first, and how much of it. */
enum Planted {
    DESCRIPTION_DOUBLED(
            "one of eight tools' description is twice as long",
            desk(agent ->
                    agent.with("book_seat", tool -> tool.described(tool.description() + longer(" booking", 300)))),
            Truth.named("desk: definition of book_seat (rewritten)").parts("TOOL_DEFINITION", "book_seat")),
    RESULT_FOUR_TIMES(
            "`lookup_order` gives four times as much, which the loop carries on",
            desk(agent -> agent.with("lookup_order", tool -> tool.giving(720))),
            Truth.named("desk: results of lookup_order")
                    .with("read again by 3 calls")
                    .parts("TOOL_RESULT", "lookup_order")),
    ONE_RESULT_OF_THREE(
            "`open_page`, one of the researcher's three tools, gives five times as much",
            agent(RESEARCHER, agent -> agent.with("open_page", tool -> tool.giving(1_500))),
            Truth.named("researcher: results of open_page")
                    .with("read again by 1 call")
                    .parts("TOOL_RESULT", "open_page")),
    UNUSED_TOOL_REMOVED(
            "`translate`, which was never called, is no longer offered",
            desk(agent -> agent.without("translate")),
            Truth.named("desk: definition of translate (removed)").parts("TOOL_DEFINITION", "translate")),
    TOOL_ADDED(
            "the desk is offered `send_mail`",
            desk(agent -> agent.offered(tools -> and(tools, ToolPlan.of("send_mail", 260, 60)))),
            Truth.named("desk: definition of send_mail (added)").parts("TOOL_DEFINITION", "send_mail")),
    TOOL_RENAMED(
            "`translate` is called `interpret`",
            desk(agent -> agent.with("translate", tool -> tool.named("interpret"))),
            Truth.named("desk: definition of interpret (added)")
                    .also("definition of translate (removed)")
                    .parts("TOOL_DEFINITION", "interpret")),
    DEFINITION_REWRITTEN(
            "`book_seat` is described otherwise, at the same length",
            desk(agent -> agent.with("book_seat", tool -> tool.described(Prose.of("another way to book", 300)))),
            Truth.named("desk: tools rewritten: book_seat")),
    SERVER_ADDED(
            "the MCP server `tickets` brings six tools",
            desk(agent -> agent.offered(Planted::andSixOfAServer)),
            Truth.named("desk: MCP server tickets (6 tools added)").parts("TOOL_DEFINITION", "mcp__tickets__.*")),
    TOOL_CALLED_MORE_OFTEN(
            "the desk calls `search` twice more",
            desk(agent -> agent.using(uses -> inFront(uses, use("search", 3), use("search", 4)))),
            Truth.named("more calls a run", "search 2").with("desk: 2 more calls a run", "search 2 → 4 times")),
    SAME_CALL_TWICE(
            "the desk calls `read_policy` twice with the same arguments",
            desk(agent -> agent.using(uses -> inFront(uses, use("read_policy", 1)))),
            Truth.named("more call", "read_policy 1 → 2").with("desk: one more call a run")),
    TOOLS_SHUFFLED(
            "the tools are in another order in each call",
            desk(agent -> agent.with(Number.SHUFFLED_TOOLS, 1)),
            Truth.named("desk: cache hits lost", "the tool definitions stand in another order")),
    KEYS_SHUFFLED(
            "the keys of the tools' definitions are in another order in each call",
            desk(agent -> agent.with(Number.SHUFFLED_KEYS, 1)),
            Truth.named("desk: cache hits lost", "the definition of the tool", "another order")),
    KEYS_OF_PROMPT_SHUFFLED(
            "the system prompt holds JSON whose keys change places",
            desk(agent -> agent.told(system -> "{keys} " + system)),
            Truth.named("desk: cache hits lost", "the system prompt differs", "another order")),
    TIME_AT_HEAD(
            "the system prompt begins with the time",
            desk(agent -> agent.told(system -> "It is {time}. " + system)),
            Truth.named("desk: cache hits lost", "the system prompt differs", "a time")),
    TIME_IN_MIDDLE(
            "the time is in the middle of the system prompt",
            desk(agent -> agent.told(system -> middle(system, " It is {time}. "))),
            Truth.named("desk: cache hits lost", "the system prompt differs", "a time")),
    TIME_AT_END(
            "the system prompt ends with the time",
            desk(agent -> agent.told(system -> system + " It is {time}.")),
            Truth.named("desk: cache hits lost", "the system prompt differs", "a time")),
    ID_IN_DESCRIPTION(
            "a tool's description holds a random id",
            desk(agent -> agent.with("search", tool -> tool.described("Session {id}: " + tool.description()))),
            Truth.named("desk: cache hits lost", "the definition of the tool search", "a random id")),
    LONGER_SYSTEM_PROMPT(
            "the researcher's system prompt is longer",
            agent(RESEARCHER, agent -> agent.told(system -> system + longer(" more rules", 600))),
            Truth.named("researcher: system prompt +").parts("SYSTEM", "")),
    EXAMPLES_IN_SYSTEM_PROMPT(
            "examples move from what the writer is asked into the desk's system prompt",
            agent(WRITER, agent -> agent.asked(input -> input + longer(" examples", 400))),
            agent(WRITER, agent -> agent.asked(input -> input.substring(0, input.indexOf(longer(" examples", 400)))))
                    .andThen(desk(agent -> agent.told(system -> system + longer(" examples", 400))))::apply,
            Truth.named("desk: system prompt +").parts("SYSTEM", "")),
    LONGER_INPUT(
            "retrieval gives the desk more with its question",
            desk(agent -> agent.asked(input -> input + longer(" articles", 500))),
            Truth.named("desk: user input +").parts("USER", "")),
    SCHEMA_GROWN(
            "the schema of the desk's answer is described at more length",
            desk(agent -> agent.with(Number.SCHEMA, 60)),
            desk(agent -> agent.with(Number.SCHEMA, 460)),
            Truth.named("desk: response format +").parts("RESPONSE_FORMAT", "")),
    HISTORY_NOT_TRIMMED(
            "the desk no longer leaves out older tool results",
            desk(agent -> agent.with(Number.KEPT_RESULTS, 2)),
            desk(agent -> agent.with(Number.KEPT_RESULTS, 100)),
            Truth.named("desk: results of search")
                    .with("read again by 1 → 5 calls")
                    .parts("TOOL_RESULT", "search")),
    LONGER_ANSWERS(
            "the desk's answers are four times as long",
            desk(agent -> agent.with(Number.ANSWER, 640)),
            Truth.named("desk: output +").total()),
    ANSWERS_READ_BY_THE_CALLER(
            "the writer's answers are three times as long, and the desk reads them",
            agent(WRITER, agent -> agent.with(Number.ANSWER, 840)),
            Truth.named(WRITER).also("output +")),
    MORE_REASONING(
            "the writer's model thinks before it answers",
            agent(WRITER, agent -> agent.with(Number.REASONING, 600)),
            Truth.named("writer: reasoning +").total()),
    ANSWERS_CUT(
            "the writer's answers hit their limit and are asked for again",
            agent(WRITER, agent -> agent.with(Number.MOST_OUTPUT, 150)),
            Truth.named(WRITER, "more call", "send a prompt again")
                    .with("writer: one more call a run", "1 of them send a prompt again")
                    .also("writer: answers that end at the output limit")),
    RETRY_LOOP(
            "the writer is asked for its answer three times",
            agent(WRITER, agent -> agent.with(Number.ATTEMPTS, 3)),
            Truth.named(WRITER, "more calls", "send a prompt again")
                    .with("writer: 2 more calls a run", "2 of them send a prompt again")
                    .total()),
    DEARER_MODEL(
            "the writer asks a dearer model",
            agent(WRITER, AgentPlan::onLargerModel),
            Truth.named("writer: the model changed", "→", "points (+$").also("tokens +0.0 %")),
    REVIEWER_ADDED(
            "a critic goes over the answer",
            plan -> plan.reviewedBy(AgentPlan.of("critic", 1_500)),
            Truth.named("added agent critic (1 call a run)").total()),
    AGENT_ASKED_AS_WELL(
            "the desk asks a critic as well, by a tool of its own",
            plan -> plan.asking(AgentPlan.of("critic", 300)),
            Truth.named("more call", "ask_critic 0 → 1")
                    .with("desk: one more call a run")
                    .also("added agent")),
    AGENT_REMOVED(
            "the researcher is gone",
            plan -> plan.without(RESEARCHER),
            Truth.named("removed agent researcher (4").with("(4 calls a run)").calls(RESEARCHER)),
    CONTEXT_COPIED(
            "the writer gets a copy of all that the desk was told",
            agent(WRITER, agent -> agent.with(Number.COPIED_CONTEXT, 1)),
            Truth.named("writer: user input +").parts("USER", "")),
    JUDGE_ADDED("a model judges the answer, as a judge", Plan::judged, Truth.nothing());

    /** What every build tries in every way; of the rest, some ways are left to -Pevery-counting. */
    static final Set<Planted> ONE_OF_EACH_KIND = Collections.unmodifiableSet(EnumSet.of(
            TOOL_ADDED,
            RESULT_FOUR_TIMES,
            TOOL_CALLED_MORE_OFTEN,
            TOOLS_SHUFFLED,
            TIME_AT_HEAD,
            LONGER_SYSTEM_PROMPT,
            LONGER_INPUT,
            SCHEMA_GROWN,
            HISTORY_NOT_TRIMMED,
            MORE_REASONING,
            RETRY_LOOP,
            DEARER_MODEL,
            REVIEWER_ADDED,
            AGENT_REMOVED));

    private final String words;
    private final UnaryOperator<Plan> before;
    private final UnaryOperator<Plan> change;
    private final Truth truth;

    Planted(String words, UnaryOperator<Plan> change, Truth truth) {
        this(words, UnaryOperator.identity(), change, truth);
    }

    Planted(String words, UnaryOperator<Plan> before, UnaryOperator<Plan> change, Truth truth) {
        this.words = words;
        this.before = before;
        this.change = change;
        this.truth = truth;
    }

    /**
     * What a build must say.
     *
     * @param named what it must name first, all of it; nothing where it must say nothing
     * @param figures what it must say of that, where nothing else varies
     * @param also what it must name as well
     * @param tokens tokens of a run that what it names first moved, by the provider's ledger; absent where several things did
     */
    record Truth(
            List<String> named,
            List<String> figures,
            List<String> also,
            Optional<Function<Ledger, BigDecimal>> tokens) {

        static Truth named(String... words) {
            return new Truth(List.of(words), List.of(), List.of(), Optional.empty());
        }

        static Truth nothing() {
            return named(new String[0]);
        }

        Truth with(String... words) {
            return new Truth(named, List.of(words), also, tokens);
        }

        Truth also(String... words) {
            return new Truth(named, figures, List.of(words), tokens);
        }

        Truth parts(String section, String tool) {
            return moving(ledger -> ledger.tokensOfParts(
                    part -> part.section().equals(section) && part.tool().matches(tool)));
        }

        Truth calls(String caller) {
            return moving(ledger -> ledger.tokensOfCalls(call -> call.caller().equals(caller)));
        }

        Truth total() {
            return moving(Ledger::tokens);
        }

        private Truth moving(Function<Ledger, BigDecimal> ofLedger) {
            return new Truth(named, figures, also, Optional.of(ofLedger));
        }
    }

    String settingName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Return what is planted, in words. */
    String words() {
        return words;
    }

    Plan before() {
        return before.apply(Plan.base());
    }

    Plan after() {
        return change.apply(before());
    }

    Truth truth() {
        return truth;
    }

    private static UnaryOperator<Plan> desk(UnaryOperator<AgentPlan> change) {
        return agent(DESK, change);
    }

    private static UnaryOperator<Plan> agent(String name, UnaryOperator<AgentPlan> change) {
        return plan -> plan.with(name, change);
    }

    private static String longer(String topic, int tokens) {
        return " " + Prose.of(topic, tokens);
    }

    private static String middle(String text, String inserted) {
        int middle = text.indexOf(' ', text.length() / 2);
        return text.substring(0, middle) + inserted + text.substring(middle + 1);
    }

    private static <T> List<T> and(List<T> all, T more) {
        all.add(more);
        return all;
    }

    @SafeVarargs
    private static <T> List<T> inFront(List<T> all, T... more) {
        List<T> together = new ArrayList<>(List.of(more));
        together.addAll(all);
        return together;
    }

    private static List<ToolPlan> andSixOfAServer(List<ToolPlan> tools) {
        for (String name : List.of("create", "close", "assign", "comment", "list", "merge")) {
            tools.add(ToolPlan.of("mcp__tickets__" + name, 60, 60));
        }
        return tools;
    }
}
