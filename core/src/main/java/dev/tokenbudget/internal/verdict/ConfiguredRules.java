package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.run.Direction;
import dev.tokenbudget.internal.run.Metric;
import dev.tokenbudget.internal.run.TaskGlob;
import dev.tokenbudget.internal.run.Tolerance;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.internal.settings.Mode;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that settings ask for, in their order; what a rule leaves open is as the rule before all others has it. */
final class ConfiguredRules {

    private ConfiguredRules() {}

    /** Return {@code first} and, behind it, the rules of {@code settings}. */
    static List<Rule> after(Rule first, Settings settings) {
        List<Rule> rules = new ArrayList<>();
        rules.add(first);
        settings.rules().forEach((number, parts) -> {
            try {
                rules.add(rule(parts, first));
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingException(
                        "Rule " + number + " " + parts + " cannot be used. " + e.getMessage());
            }
        });
        return rules;
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
                            + " it may move by a tolerance: +15% (at most 15 % more), -15% (at most 15 % less), or -15%..+15%.");
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
