package dev.tokenbudget.fuzz;

import dev.tokenbudget.internal.run.TaskId;
import dev.tokenbudget.internal.settings.InvalidSettingException;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Policy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings, one in each line: refused, or what judges by them can be made. */
final class SettingValues implements Target {

    private static final TaskId TASK = new TaskId("example.Benchmark", "task");

    @Override
    public void read(byte[] input) {
        Map<String, String> values = new TreeMap<>();
        new String(input, StandardCharsets.UTF_8).lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.put("tokenbudget." + line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        });
        try {
            Settings settings = Settings.of(new Settings.Source("the input", values));
            settings.suiteTolerance();
            settings.redacted();
            Policy policy = Policy.of(settings, Optional.empty());
            policy.rulesFor(TASK);
            policy.targetsFor(TASK);
            Checks.that(
                    Settings.of(new Settings.Source("again", settings.explicit()))
                            .explicit()
                            .equals(settings.explicit()),
                    "settings that were passed on are not what they were");
        } catch (InvalidSettingException e) {
            // A setting that is refused says why.
        }
    }
}
