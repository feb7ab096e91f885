package dev.tokenbudget.internal.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestFilterTest {

    private static final String SUREFIRE = "maven-surefire-plugin";
    private static final String FAILSAFE = "maven-failsafe-plugin";

    private final Properties commandLine = new Properties();

    @Test
    void is_inactive_where_nothing_chooses_tests() {
        assertThat(inProject("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "test, ReviewTest, -Dtest=ReviewTest",
        "it.test, ReviewIT, -Dit.test=ReviewIT",
        "groups, fast, -Dgroups=fast",
        "excludedGroups, token-budget, -DexcludedGroups=token-budget",
        "surefire.includes, **/*Fast.java, -Dsurefire.includes=**/*Fast.java",
        "surefire.excludes, **/*Slow.java, -Dsurefire.excludes=**/*Slow.java",
        "surefire.includesFile, fast.txt, -Dsurefire.includesFile=fast.txt",
        "surefire.excludesFile, slow.txt, -Dsurefire.excludesFile=slow.txt",
        "surefire.excludeJUnit5Engines, junit-jupiter, -Dsurefire.excludeJUnit5Engines=junit-jupiter",
        "failsafe.includesFile, fast.txt, -Dfailsafe.includesFile=fast.txt",
        "failsafe.excludesFile, slow.txt, -Dfailsafe.excludesFile=slow.txt",
        "failsafe.excludes, **/*Slow.java, -Dfailsafe.excludes=**/*Slow.java",
        "skipTests, true, -DskipTests",
        "skipITs, true, -DskipITs",
        "maven.test.skip, true, -Dmaven.test.skip",
    })
    void names_the_option_of_the_command_line(String name, String value, String shown) {
        commandLine.setProperty(name, value);

        assertThat(inProject("")).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"skipTests", "skipITs", "maven.test.skip"})
    void is_inactive_where_skipping_is_switched_off(String name) {
        commandLine.setProperty(name, "false");

        assertThat(inProject("")).isEmpty();
    }

    @Test
    void is_found_in_the_properties_of_the_pom() {
        assertThat(inProject("<properties><groups>fast</groups></properties>")).isEqualTo("-Dgroups=fast");
    }

    @Test
    void is_found_in_the_configuration_of_surefire() {
        assertThat(inProject(build(plugin(SUREFIRE, "<excludedGroups>token-budget</excludedGroups>"))))
                .isEqualTo("<excludedGroups>token-budget</excludedGroups> of maven-surefire-plugin");
    }

    @Test
    void is_found_where_the_pom_names_single_tests() {
        assertThat(inProject(build(plugin(SUREFIRE, "<test>ReviewTest</test>"))))
                .isEqualTo("<test>ReviewTest</test> of maven-surefire-plugin");
    }

    @Test
    void is_inactive_where_the_pom_only_includes_and_excludes_by_name() {
        assertThat(inProject(build(plugin(SUREFIRE, "<excludes><exclude>A</exclude></excludes>"))))
                .isEmpty();
    }

    @Test
    void is_found_in_an_execution_of_failsafe() {
        String execution =
                "<executions><execution><configuration><skipITs>true</skipITs></configuration></execution></executions>";

        assertThat(inProject(build("<plugin><artifactId>" + FAILSAFE + "</artifactId>" + execution + "</plugin>")))
                .isEqualTo("<skipITs>true</skipITs> of maven-failsafe-plugin");
    }

    @Test
    void is_inactive_where_failsafe_runs_what_surefire_leaves_out() {
        assertThat(inProject(build(plugin(SUREFIRE, "<excludedGroups>token-budget</excludedGroups>")
                        + plugin(FAILSAFE, "<groups>token-budget</groups>"))))
                .isEmpty();
    }

    @Test
    void is_inactive_where_only_paid_tests_are_chosen() {
        assertThat(inProject(build(plugin(SUREFIRE, "<groups>token-budget</groups>"))))
                .isEmpty();
    }

    @Test
    void is_inactive_where_the_command_line_chooses_only_paid_tests() {
        commandLine.setProperty("groups", "token-budget");

        assertThat(inProject("")).isEmpty();
    }

    @Test
    void leaves_out_what_nobody_has_filled_in() {
        assertThat(inProject(build(plugin(SUREFIRE, "<groups>${chosen}</groups><skipTests>false</skipTests>"))))
                .isEmpty();
    }

    private String inProject(String content) {
        try {
            MavenProject project = new MavenProject(
                    new MavenXpp3Reader().read(new StringReader("<project>" + content + "</project>")));
            return new TestFilter(commandLine, project).active().orElse("");
        } catch (IOException | XmlPullParserException e) {
            throw new AssertionError(e);
        }
    }

    private static String build(String plugins) {
        return "<build><plugins>" + plugins + "</plugins></build>";
    }

    private static String plugin(String name, String configuration) {
        return "<plugin><artifactId>" + name + "</artifactId><configuration>" + configuration
                + "</configuration></plugin>";
    }
}
