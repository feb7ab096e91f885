package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files that services read: GitHub's workflow, Dependabot, the Maven wrapper. */
class ProjectFilesTest {

    private static final Path ROOT = MarkdownPage.ROOT;
    private static final Pattern ACTION = Pattern.compile("uses: (\\S+)");

    /** Folders with other people's packages, or with projects that are test data. */
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "it", ".git");

    @Test
    void let_the_workflow_run_what_ci_runs_on_the_oldest_and_the_newest_jdk() throws IOException {
        assertThat(workflow()).contains("- run: .ci/run\n", "java: [17, 25]");
    }

    @Test
    void give_the_workflow_no_right_but_to_read() throws IOException {
        assertThat(workflow()).contains("permissions:\n  contents: read\n").doesNotContain("write", "secrets.");
    }

    @Test
    void pin_every_action_by_its_whole_version() throws IOException {
        assertThat(ACTION.matcher(workflow()).results().map(action -> action.group(1)))
                .isNotEmpty()
                .allMatch(action -> action.matches("actions/[a-z-]+@v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void tell_dependabot_of_every_npm_package() throws IOException {
        String dependabot = Files.readString(ROOT.resolve(".github/dependabot.yml"));

        assertThat(npmPackages())
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(dependabot).contains("- /" + folder + "\n"));
    }

    @Test
    void leave_it_to_the_user_where_the_wrapper_finds_maven() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties")))
                .filteredOn(line -> line.startsWith("distributionUrl="))
                .singleElement()
                .asString()
                .startsWith("distributionUrl=/org/apache/maven/apache-maven/")
                .endsWith("-bin.zip");
    }

    @Test
    void let_the_wrapper_take_no_other_maven_than_this() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".mvn/wrapper/maven-wrapper.properties")))
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$");
    }

    private static String workflow() throws IOException {
        return Files.readString(ROOT.resolve(".github/workflows/build.yml"));
    }

    private static List<String> npmPackages() throws IOException {
        List<String> folders = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (NOT_OURS.contains(folder.getFileName().toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (Files.exists(folder.resolve("package.json"))) {
                    folders.add(ROOT.relativize(folder).toString().replace('\\', '/'));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return folders;
    }
}
