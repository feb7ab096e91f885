package dev.tokenbudget.internal.maven;

import dev.tokenbudget.internal.history.alert.AlertRules;
import dev.tokenbudget.internal.history.alert.MalformedAlertException;
import dev.tokenbudget.internal.settings.Setting;
import dev.tokenbudget.internal.settings.Settings;
import dev.tokenbudget.internal.verdict.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What the POM says to this plugin, of all its goals.
 *
 * <p>Maven passes silently over a parameter that no goal has, and shows a goal nothing but its own configuration: a
 * misspelt tolerance would be none, and a malformed one of {@code check} be found after the runs were paid.
 */
final class PomConfiguration {

    static final String RULE = "tokenbudget.rule.";

    private final TreeSet<String> known;
    private final String artifact;

    PomConfiguration(PluginDescriptor plugin) {
        this.artifact = plugin.getArtifactId();
        this.known = plugin.getMojos().stream()
                .flatMap(goal -> goal.getParameters().stream())
                .filter(Parameter::isEditable)
                .map(Parameter::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void check(Plugin declaration) throws MojoExecutionException {
        check(declaration.getConfiguration(), "configuration of the plugin");
        for (PluginExecution execution : declaration.getExecutions()) {
            check(execution.getConfiguration(), "execution " + execution.getId());
        }
    }

    /** Only what stands on the command line reaches the tests before they have found {@code settings.json}. */
    static MojoExecutionException directoryIsRefused(String place) {
        String key = Setting.DIRECTORY.key();
        return new MojoExecutionException(key + " (POM, " + place
                + ") cannot be used: the tests would not find it. Write -D" + key
                + "=… on the command line or into .mvn/maven.config.");
    }

    private void check(Object configuration, String place) throws MojoExecutionException {
        if (!(configuration instanceof Xpp3Dom dom)) {
            return;
        }
        Map<String, String> values = new TreeMap<>();
        for (Xpp3Dom parameter : dom.getChildren()) {
            if (!known.contains(parameter.getName())) {
                throw new MojoExecutionException("There is no parameter <" + parameter.getName() + "> (POM, " + place
                        + " of " + artifact + "). The parameters are " + String.join(", ", known) + ".");
            }
            if (Setting.DIRECTORY.key().equals(Setting.PREFIX + parameter.getName())) {
                throw directoryIsRefused(place);
            }
            // what still holds an expression is known to the goal alone, and checked there
            if (parameter.getValue() != null && !parameter.getValue().contains("${")) {
                values.put(Setting.PREFIX + parameter.getName(), parameter.getValue());
            }
        }
        values.keySet().retainAll(settings());
        values.putAll(rules(dom));
        Policy.of(Settings.of(new Settings.Source("POM, " + place, values)), Optional.empty());
        checkAlerts(dom);
    }

    private static void checkAlerts(Xpp3Dom configuration) throws MojoExecutionException {
        Xpp3Dom list = configuration.getChild("alerts");
        List<Map<String, String>> alerts = new ArrayList<>();
        for (int i = 0; list != null && i < list.getChildCount(); i++) {
            Map<String, String> parts = new TreeMap<>();
            for (Xpp3Dom part : list.getChild(i).getChildren()) {
                parts.put(part.getName(), part.getValue() == null ? "" : part.getValue());
            }
            // what still holds an expression is known to the goal alone, and checked there
            if (parts.values().stream().anyMatch(value -> value.contains("${"))) {
                return;
            }
            alerts.add(parts);
        }
        try {
            AlertRules.ofPom(alerts);
        } catch (MalformedAlertException e) {
            throw new MojoExecutionException(e.getMessage());
        }
    }

    private static Map<String, String> rules(Xpp3Dom configuration) {
        Map<String, String> parts = new TreeMap<>();
        Xpp3Dom list = configuration.getChild("rules");
        for (int i = 0; list != null && i < list.getChildCount(); i++) {
            for (Xpp3Dom part : list.getChild(i).getChildren()) {
                String value = part.getValue() == null ? "" : part.getValue();
                if (!value.contains("${")) {
                    parts.put(RULE + (i + 1) + "." + part.getName(), value);
                }
            }
        }
        return parts;
    }

    private static TreeSet<String> settings() {
        TreeSet<String> keys = new TreeSet<>();
        for (Setting setting : Setting.values()) {
            keys.add(setting.key());
        }
        return keys;
    }
}
