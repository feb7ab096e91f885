package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Direction;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules that settings ask for, in their order; what a rule leaves open is as the rule before all others has it.
 *
 * @param rules how far figures may move, behind the rule before all others
 * @param targets what figures must be, whatever the baseline is
 */
record ConfiguredRules(List<Rule> rules, List<Target> targets) {

    private static final String MINIMUM = "minimum";
    private static final String MAXIMUM = "maximum";
    private static final Pattern LIMIT = Pattern.compile("\\d[\\d_]{0,17}(\\.\\d{1,12})?");

    ConfiguredRules {
        rules = List.copyOf(rules);
        targets = List.copyOf(targets);
    }

    /** Return {@code first} and, behind it, the rules of {@code settings}. */
    static ConfiguredRules of(Rule first, Settings settings) {
        List<Rule> rules = new ArrayList<>();
        List<Target> targets = new ArrayList<>();
        rules.add(first);
        settings.rules().forEach((number, parts) -> {
            try {
                boolean isTarget = parts.containsKey(MINIMUM) || parts.containsKey(MAXIMUM);
                if (isTarget) {
                    targets.add(target(parts, first));
                }
                if (!isTarget || parts.containsKey("tolerance")) {
                    rules.add(rule(parts, first));
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingException(
                        "Rule " + number + " " + parts + " cannot be used. " + e.getMessage());
            }
        });
        return new ConfiguredRules(rules, targets);
    }

    private static Target target(Map<String, String> parts, Rule first) {
        return new Target(
                new TaskGlob(parts.getOrDefault("task", first.tasks().pattern())),
                Metric.named(parts.getOrDefault("metric", first.metric().key())),
                Statistic.named(
                        parts.getOrDefault("statistic", first.statistic().key())),
                limit(parts, MINIMUM),
                limit(parts, MAXIMUM),
                Mode.named(parts.getOrDefault("mode", first.mode().key())));
    }

    private static Optional<BigDecimal> limit(Map<String, String> parts, String name) {
        return Optional.ofNullable(parts.get(name)).map(text -> {
            if (!LIMIT.matcher(text.strip()).matches()) {
                throw new IllegalArgumentException("Its " + name + " is " + text
                        + ". Use a number in the metric's unit that is 0 or more, such as 0.6 or 15_000.");
            }
            return new BigDecimal(text.strip().replace("_", ""));
        });
    }

    private static Rule rule(Map<String, String> parts, Rule first) {
        Metric metric = Metric.named(parts.getOrDefault("metric", first.metric().key()));
        return new Rule(
                new TaskGlob(parts.getOrDefault("task", first.tasks().pattern())),
                metric,
                Statistic.named(
                        parts.getOrDefault("statistic", first.statistic().key())),
                tolerance(Optional.ofNullable(parts.get("tolerance")), metric),
                Mode.named(parts.getOrDefault("mode", first.mode().key())),
                Optional.ofNullable(parts.get("alpha"))
                        .map(ConfiguredRules::alpha)
                        .orElse(first.alpha()));
    }

    private static Optional<Tolerance> tolerance(Optional<String> text, Metric metric) {
        Optional<Tolerance> tolerance = text.map(Tolerance::ofRule);
        if (tolerance.isEmpty() && metric.direction() == Direction.NEITHER && !metric.isStandard()) {
            throw new IllegalArgumentException(
                    "Only you know whether more of " + metric.key() + " is better. Say how far"
                            + " it may move by a tolerance: +15% (at most 15 % more), -15% (at most 15 % less), or -15%..+15%; or give it a"
                            + " minimum or a maximum.");
        }
        boolean boundsFallAlone = tolerance.filter(Tolerance::isOfFallAlone).isPresent();
        if (boundsFallAlone && metric.direction() == Direction.MORE_IS_WORSE) {
            throw new IllegalArgumentException("Its tolerance " + text.orElse("") + " would allow any growth of "
                    + metric.key() + ". Bound that as well, such as " + text.orElse("") + "..+15%.");
        }
        if (tolerance.isPresent() && !boundsFallAlone && metric.direction() == Direction.MORE_IS_BETTER) {
            throw new IllegalArgumentException("Its tolerance " + text.orElse("") + " would bound a growth of "
                    + metric.key() + ", which is a gain. Bound a fall, such as -15% (at most 15 % less).");
        }
        return tolerance;
    }

    private static double alpha(String text) {
        try {
            Setting.ALPHA.check(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Its alpha is " + text + ". " + e.getMessage(), e);
        }
        return Double.parseDouble(text);
    }
}
