package dev.tokenbudget.internal.history.alert;

import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold.
 *
 * @param rules in the order in which they were written
 */
public record AlertRules(List<AlertRule> rules) {

    private static final int SCHEMA_VERSION = 1;

    /** @throws MalformedAlertException if two rules have one name: what was posted is remembered by it */
    public AlertRules {
        rules = List.copyOf(rules);
        Set<String> names = new HashSet<>();
        rules.forEach(rule -> {
            if (!names.add(rule.name())) {
                throw new MalformedAlertException(
                        "Two alerts are called '" + rule.name() + "'. Give each a <name> of its own.");
            }
        });
    }

    private record AlertsJson(int schemaVersion, @Nullable List<Map<String, String>> alerts) {}

    /**
     * Return the rules of a POM.
     *
     * @param alerts the parts of each rule, by name
     * @throws MalformedAlertException if one cannot be used
     */
    public static AlertRules ofPom(List<Map<String, String>> alerts) {
        return of("POM, alert", alerts);
    }

    /**
     * Return the rules of a file: {@code {"schemaVersion": 1, "alerts": [{"when": "costPerDay", "above": "50"}]}}.
     *
     * @throws MalformedFileException if it cannot be read; the message names line and column
     * @throws MalformedAlertException if a rule cannot be used
     */
    public static AlertRules read(Path file) {
        if (Files.notExists(file)) {
            throw new MalformedFileException(
                    file, "there is no such file of alerts. docs/alerts.md describes its format.");
        }
        List<Map<String, String>> alerts = JsonFile.read(file, "schemaVersion", SCHEMA_VERSION, AlertsJson.class)
                .alerts();
        if (alerts == null) {
            throw new MalformedFileException(file, "it holds no list of alerts. docs/alerts.md describes its format.");
        }
        return of(file.getFileName() + ", alert", alerts);
    }

    /** Return these rules and {@code others}. */
    public AlertRules and(AlertRules others) {
        List<AlertRule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        return new AlertRules(all);
    }

    private static AlertRules of(String place, List<Map<String, String>> alerts) {
        List<AlertRule> rules = new ArrayList<>();
        for (Map<String, String> parts : alerts) {
            rules.add(new RuleParser(place + " " + (rules.size() + 1), parts).rule());
        }
        return new AlertRules(rules);
    }
}
