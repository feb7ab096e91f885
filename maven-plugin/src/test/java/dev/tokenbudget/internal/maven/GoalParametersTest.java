package dev.tokenbudget.internal.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.settings.Setting;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The goals' parameters, as {@code help:describe} and the site show them, are the settings. */
class GoalParametersTest {

    /** Where a setting is one of some goals alone, its meaning begins with their names. */
    private static final Pattern NAMED_GOALS = Pattern.compile(
            "^((?:accept|alerts|check|creep|footprint|import|plan|prepare|report|run|send)(?:, [a-z]+)*): ");

    static List<MojoDescriptor> goals() throws IOException, PlexusConfigurationException {
        try (Reader descriptor = new InputStreamReader(
                Objects.requireNonNull(AcceptMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml")),
                StandardCharsets.UTF_8)) {
            return new PluginDescriptorBuilder()
                    .build(descriptor).getMojos().stream()
                            .filter(goal -> !goal.getGoal().equals("help"))
                            .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXECUTION") // which tests read alone
    void hold_every_setting_with_its_default(Setting setting) throws IOException, PlexusConfigurationException {
        assertThat(goals())
                .flatExtracting(goal -> defaultsOf(goal, setting).toList())
                .as("defaults of the goals' parameters for " + setting.key())
                .isNotEmpty()
                .containsOnly(setting.defaultValue());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EXECUTION")
    void begin_with_the_meaning_of_the_setting(Setting setting) throws IOException, PlexusConfigurationException {
        String meaning = NAMED_GOALS.matcher(setting.meaning()).replaceFirst("");

        assertThat(goals())
                .flatExtracting(goal ->
                        ofSetting(goal, setting).map(Parameter::getDescription).toList())
                .allSatisfy(description -> assertThat(description).startsWithIgnoringCase(meaning));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void are_there_in_every_goal_that_the_meaning_names(Setting setting)
            throws IOException, PlexusConfigurationException {
        Matcher named = NAMED_GOALS.matcher(setting.meaning());
        List<String> goals = named.find() ? List.of(named.group(1).split(", ")) : List.of();

        assertThat(goals())
                .filteredOn(goal -> ofSetting(goal, setting).findAny().isPresent())
                .extracting(MojoDescriptor::getGoal)
                .containsAll(goals);
    }

    @ParameterizedTest
    @MethodSource("goals")
    void are_settings_by_the_same_name(MojoDescriptor goal) {
        assertThat(editable(goal))
                .filteredOn(
                        parameter -> !List.of("alerts", "rules", "upstreams").contains(parameter.getName()))
                .isNotEmpty()
                .allSatisfy(
                        parameter -> assertThat(Arrays.stream(Setting.values()).map(Setting::key))
                                .as(parameter.getName())
                                .contains(property(goal, parameter))
                                .contains(Setting.PREFIX + parameter.getName()));
    }

    @ParameterizedTest
    @MethodSource("goals")
    void are_described_and_so_is_the_goal(MojoDescriptor goal) {
        assertThat(goal.getDescription()).isNotBlank();
        assertThat(editable(goal))
                .allSatisfy(parameter -> assertThat(parameter.getDescription())
                        .as(parameter.getName())
                        .isNotBlank()
                        .doesNotContain("Default:"));
    }

    private static Stream<Parameter> ofSetting(MojoDescriptor goal, Setting setting) {
        return editable(goal).filter(parameter -> property(goal, parameter).equals(setting.key()));
    }

    private static Stream<String> defaultsOf(MojoDescriptor goal, Setting setting) {
        return ofSetting(goal, setting)
                .map(parameter -> configuration(goal, parameter)
                        .map(configuration -> configuration.getAttribute("default-value", ""))
                        .orElse(""));
    }

    private static Stream<Parameter> editable(MojoDescriptor goal) {
        return goal.getParameters().stream().filter(Parameter::isEditable);
    }

    private static String property(MojoDescriptor goal, Parameter parameter) {
        return configuration(goal, parameter)
                .map(configuration -> configuration.getValue(""))
                .orElse("")
                .replaceAll("[${}]", "");
    }

    private static Optional<PlexusConfiguration> configuration(MojoDescriptor goal, Parameter parameter) {
        return Optional.ofNullable(goal.getMojoConfiguration().getChild(parameter.getName(), false));
    }
}
