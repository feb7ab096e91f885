package dev.tokenbudget.internal.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokenbudget.internal.settings.TestExecution;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestExecutionsTest {

    @TempDir
    Path module;

    @Test
    void are_none_where_no_plugin_runs_tests() throws Exception {
        assertThat(in("")).isEmpty();
    }

    @Test
    void have_the_version_of_their_plugin_and_its_own_patterns() throws Exception {
        assertThat(in(surefire("", execution("default-test", "test", ""))))
                .containsExactly(new TestExecution(
                        "maven-surefire-plugin", "2.12.4", "default-test", List.of(), List.of(), false));
    }

    @Test
    void have_the_patterns_of_the_plugin_where_they_say_nothing() throws Exception {
        assertThat(in(surefire(
                        "<configuration><includes><include>A</include><include>B</include></includes></configuration>",
                        execution("one", "test", "")
                                + execution("two", "test", "<includes><include>C</include></includes>"))))
                .extracting(TestExecution::includes)
                .containsExactly(List.of("A", "B"), List.of("C"));
    }

    @Test
    void have_the_patterns_of_a_file() throws Exception {
        Files.writeString(module.resolve("slow.txt"), "# slow\n\n **/Review*.java \nPlan*\n");

        assertThat(in(surefire("", execution("one", "test", "<excludesFile>slow.txt</excludesFile>"))))
                .extracting(TestExecution::excludes)
                .containsExactly(List.of("**/Review*.java", "Plan*"));
    }

    @Test
    void name_a_file_of_patterns_that_is_not_there() {
        assertThatThrownBy(() -> in(surefire("", execution("one", "test", "<includesFile>gone.txt</includesFile>"))))
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("gone.txt");
    }

    @Test
    void are_taken_to_run_everything_where_a_pattern_is_not_filled_in() throws Exception {
        assertThat(in(surefire(
                        "",
                        execution(
                                "one",
                                "test",
                                "<includes><include>${chosen}</include></includes>"
                                        + "<excludes><exclude>${left.out}</exclude></excludes>"))))
                .allMatch(execution -> execution.selects("it.Anything"));
    }

    @Test
    void are_no_executions_that_never_run_or_run_no_tests() throws Exception {
        assertThat(in(surefire(
                        "",
                        "<execution><id>off</id><phase>none</phase><goals><goal>test</goal></goals></execution>"
                                + execution("help", "help", ""))))
                .isEmpty();
    }

    @Test
    void write_reports_into_their_usual_folders_and_those_of_the_pom() throws Exception {
        MavenProject project =
                project(surefire("", execution("one", "test", "<reportsDirectory>target/others</reportsDirectory>")));

        assertThat(new TestExecutions(project).reports())
                .containsExactly(
                        module.resolve("target/surefire-reports"),
                        module.resolve("target/failsafe-reports"),
                        module.resolve("target/others"));
    }

    private List<TestExecution> in(String plugins) throws Exception {
        return new TestExecutions(project(plugins)).all();
    }

    private MavenProject project(String plugins) throws IOException, XmlPullParserException {
        MavenProject project = new MavenProject(new MavenXpp3Reader()
                .read(new StringReader("<project><build><plugins>" + plugins + "</plugins></build></project>")));
        project.setFile(module.resolve("pom.xml").toFile());
        project.getBuild().setDirectory(module.resolve("target").toString());
        return project;
    }

    private static String surefire(String configuration, String executions) {
        return "<plugin><artifactId>maven-surefire-plugin</artifactId><version>2.12.4</version>" + configuration
                + "<executions>" + executions + "</executions></plugin>";
    }

    private static String execution(String id, String goal, String configuration) {
        return "<execution><id>" + id + "</id><goals><goal>" + goal + "</goal></goals><configuration>" + configuration
                + "</configuration></execution>";
    }
}
