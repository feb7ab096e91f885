package dev.tokenbudget.verdict;

import dev.tokenbudget.run.Metric;
import dev.tokenbudget.run.Tolerance;
import dev.tokenbudget.settings.Setting;
import dev.tokenbudget.settings.Settings;
import java.util.Optional;

/**
 * What is demanded of every task of a module.
 *
 * @param metric the metric whose mean is compared
 * @param tolerance how far it may move, where the task's annotation names no tolerance of its own
 * @param failOnNew whether a task without a baseline fails the build
 * @param failOnMissing whether a task of the baseline that did not run fails the build
 * @param testFilter the option that made the build run only some tests, where there is one: then nothing is missing
 */
public record Policy(
        Metric metric, Tolerance tolerance, boolean failOnNew, boolean failOnMissing, Optional<String> testFilter) {

    /** Return the policy that {@code settings} ask for. */
    public static Policy of(Settings settings, Optional<String> testFilter) {
        return new Policy(
                Metric.TOTAL,
                settings.tolerance(),
                settings.isOn(Setting.FAIL_ON_NEW),
                settings.isOn(Setting.FAIL_ON_MISSING),
                testFilter);
    }
}
