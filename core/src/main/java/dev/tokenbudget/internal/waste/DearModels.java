package dev.tokenbudget.internal.waste;

import dev.tokenbudget.internal.price.ModelLine;
import dev.tokenbudget.internal.price.TokenPrice.Kind;
import dev.tokenbudget.internal.price.WhatIf;
import dev.tokenbudget.internal.text.Figures;
import dev.tokenbudget.usage.CallKind;
import dev.tokenbudget.usage.ModelCall;
import dev.tokenbudget.usage.PromptSections;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds small tasks on dear models: an agent that makes one short call in every run, without tools, on a model of which
 * the same provider has another, current one for a fifth. Whether that answers as well is not measured.
 */
final class DearModels implements WasteRule {

    private static final long LONGEST_PROMPT = 1_000;
    private static final long LONGEST_ANSWER = 200;
    private static final BigDecimal TIMES = BigDecimal.valueOf(5);

    /** In US dollars per million tokens of input; what costs less is not dear. */
    private static final BigDecimal DEAR = BigDecimal.ONE;

    private static final long MILLION = 1_000_000;

    private final int leniency;

    /** Create a rule by which a task of {@code leniency} times the calls, input and output is small. */
    DearModels(int leniency) {
        this.leniency = leniency;
    }

    @Override
    public void claim(SpentTask task, Claims claims) {
        Map<String, List<SpentCall>> byAgent = new LinkedHashMap<>();
        task.runs()
                .forEach(run -> run.byAgent()
                        .forEach((agent, calls) -> byAgent.computeIfAbsent(agent, first -> new ArrayList<>())
                                .addAll(calls)));
        byAgent.forEach((agent, calls) -> {
            boolean isInEachRun = task.runs().stream()
                    .map(run -> run.byAgent().getOrDefault(agent, List.of()).size())
                    .allMatch(number -> number >= 1 && number <= leniency);
            if (isInEachRun && calls.stream().allMatch(this::isSmall) && isOneModel(calls)) {
                claim(task, agent, calls, claims);
            }
        });
    }

    private static void claim(SpentTask task, String agent, List<SpentCall> calls, Claims claims) {
        WhatIf others = WhatIf.onSameUpstreams(
                task.prices(), calls.stream().map(SpentCall::call).toList());
        BigDecimal actual = others.actual().usd().orElse(BigDecimal.ZERO);
        String asked = calls.get(0).call().requestedModel();
        Optional<WhatIf.Row> cheaper = offered(others.rows(), asked)
                .filter(row -> usd(row).multiply(TIMES).compareTo(actual) <= 0)
                .max(Comparator.comparing(DearModels::usd)
                        .thenComparing(row -> alike(row.model().id(), asked)));
        cheaper.ifPresent(row -> {
            BigDecimal saved = actual.subtract(usd(row));
            String model =
                    calls.get(0).call().provider() + "/" + calls.get(0).call().requestedModel();
            for (SpentRun run : task.runs()) {
                for (SpentCall call : run.byAgent().getOrDefault(agent, List.of())) {
                    claims.add(
                            new WasteKey(WasteKind.DEAR_MODEL, agent, model),
                            run,
                            call,
                            call.takeCheaper(saved, actual),
                            "one short call without tools asks " + model + ", and "
                                    + row.model().name() + " costs "
                                    + Figures.share(usd(row).doubleValue() / actual.doubleValue())
                                    + " of it",
                            "Try that model; whether its answers are as good was not measured.");
                }
            }
        });
    }

    /** Return the models that may be taken in place of {@code asked}: by the list's names, those that are offered today. */
    private static Stream<WhatIf.Row> offered(List<WhatIf.Row> rows, String asked) {
        Map<String, Integer> newest = new HashMap<>();
        Stream.concat(Stream.of(asked), rows.stream().map(row -> row.model().id()))
                .map(ModelLine::of)
                .forEach(line ->
                        line.generation().ifPresent(generation -> newest.merge(line.family(), generation, Math::max)));
        return rows.stream().filter(row -> isOffered(ModelLine.of(row.model().id()), newest));
    }

    /** Whether a model is of its family's newest generation or of the one before, or of a family that has none. */
    private static boolean isOffered(ModelLine line, Map<String, Integer> newest) {
        return line.generation().isPresent()
                ? line.generation().getAsInt() >= newest.getOrDefault(line.family(), 0) - 1
                : !newest.containsKey(line.family());
    }

    private static BigDecimal usd(WhatIf.Row row) {
        return row.bill().known().usd();
    }

    /** Return how long a beginning two names have in common: models of one family are alike. */
    private static int alike(String one, String other) {
        int alike = 0;
        while (alike < Math.min(one.length(), other.length()) && one.charAt(alike) == other.charAt(alike)) {
            alike++;
        }
        return alike;
    }

    private boolean isSmall(SpentCall spent) {
        ModelCall call = spent.call();
        boolean withTools = call.toolCalls() > 0
                || call.prompt().map(PromptSections::toolCount).orElse(0) > 0;
        boolean dear = spent.price()
                .filter(price -> price.usd(Kind.INPUT, MILLION).compareTo(DEAR) >= 0)
                .isPresent();
        return call.kind() == CallKind.INFERENCE
                && !withTools
                && dear
                && call.usage().input().orElse(Long.MAX_VALUE) <= leniency * LONGEST_PROMPT
                && call.usage().output().orElse(Long.MAX_VALUE) <= leniency * LONGEST_ANSWER;
    }

    private static boolean isOneModel(List<SpentCall> calls) {
        return calls.stream()
                        .map(call -> call.call().provider() + " " + call.call().requestedModel())
                        .distinct()
                        .count()
                == 1;
    }
}
