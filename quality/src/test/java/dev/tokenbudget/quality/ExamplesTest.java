package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be told of the projects in {@code examples/} without building them. */
class ExamplesTest {

    private static final Pattern REVISION = Pattern.compile("<revision>(.+)</revision>");

    static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(MarkdownPage.ROOT.resolve("examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void use_the_version_that_they_lie_beside(Path example) throws IOException {
        Matcher revision = REVISION.matcher(Files.readString(MarkdownPage.ROOT.resolve("pom.xml")));

        assertThat(revision.find()).isTrue();
        assertThat(Files.readString(example.resolve("pom.xml")))
                .contains("<tokenbudget.version>" + revision.group(1) + "</tokenbudget.version>");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void can_be_copied_alone(Path example) throws IOException {
        assertThat(Files.readString(example.resolve("pom.xml")))
                .doesNotContain("<artifactId>tokenbudget-parent</artifactId>", "<relativePath>..");
        assertThat(MarkdownPage.of(example.resolve("README.md")).relativeLinks())
                .isEmpty();
    }
}
