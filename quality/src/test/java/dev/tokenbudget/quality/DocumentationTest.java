package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages point to is there. */
class DocumentationTest {

    /** {@code RunRecorder}, {@code Verdict.Missing} or {@code Json.count(node)}; the class is the first group. */
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z]\\w*)(\\.\\w+)?(\\(.*\\))?");

    @TempDir
    private Path folder;

    static Stream<MarkdownPage> pages() throws IOException {
        return Stream.concat(Stream.of(".", "docs", ".github").map(MarkdownPage.ROOT::resolve), examples())
                .flatMap(DocumentationTest::markdownIn)
                .map(MarkdownPage::of);
    }

    @Test
    void is_looked_for_where_it_is() throws IOException {
        assertThat(pages().map(MarkdownPage::toString))
                .contains("README.md", "CONTRIBUTING.md", "docs/verdicts.md", ".github/pull_request_template.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_to_files_and_headings_that_exist(MarkdownPage page) {
        assertThat(page.relativeLinks())
                .allSatisfy(link -> assertThat(page.resolves(link))
                        .as(page + " links to " + link)
                        .isTrue());
    }

    @Test
    void would_not_pass_with_a_link_to_a_missing_file_or_heading() throws IOException {
        Path file = folder.resolve("page.md");
        Files.writeString(file, "# A: heading\n[file](gone.md) [own](#a-heading) [other](page.md#b) `[code](x)`\n");
        MarkdownPage page = MarkdownPage.of(file);

        assertThat(page.relativeLinks()).containsExactly("gone.md", "#a-heading", "page.md#b");
        assertThat(page.relativeLinks().stream().filter(page::resolves)).containsExactly("#a-heading");
    }

    @Test
    void is_indexed_in_the_readme() throws IOException {
        List<String> links = MarkdownPage.of("README.md").relativeLinks();

        assertThat(markdownIn(MarkdownPage.ROOT.resolve("docs")).map(page -> "docs/" + page.getFileName()))
                .isSubsetOf(links);
    }

    @Test
    void points_to_every_example_in_the_readme() throws IOException {
        assertThat(MarkdownPage.of("README.md").relativeLinks())
                .containsAll(examples()
                        .map(example -> "examples/" + example.getFileName() + "/README.md")
                        .toList());
    }

    @Test
    void lists_every_module_in_the_readme() throws IOException {
        Set<String> folders = Pattern.compile("<module>([^<]+)</module>")
                .matcher(Files.readString(MarkdownPage.ROOT.resolve("pom.xml")))
                .results()
                .map(module -> "`" + module.group(1) + "/`")
                .collect(Collectors.toSet());

        assertThat(MarkdownPage.of("README.md").table("folder").stream().map(row -> row.get(0)))
                .containsAll(folders);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/architecture.md",
                "docs/protocols.md",
                "docs/usage-formats.md",
                "docs/security.md",
                "CONTRIBUTING.md"
            })
    void names_classes_that_exist(String page) throws IOException {
        assertThat(MarkdownPage.of(page).codeSpans().stream()
                        .flatMap(span -> CLASS.matcher(span).results().filter(found -> isWhole(found, span)))
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(classesOfThisRepository());
    }

    @Test
    void maps_every_package_of_core() throws IOException {
        Path core = MarkdownPage.ROOT.resolve("core/src/main/java/dev/tokenbudget");
        String mapped = MarkdownPage.of("docs/architecture.md").table("package").stream()
                .map(row -> row.get(0))
                .collect(Collectors.joining());
        try (Stream<Path> files = Files.walk(core)) {
            assertThat(files.filter(file -> file.endsWith("package-info.java"))
                            .map(file -> core.relativize(file.getParent()).toString())
                            .map(name -> name.replaceFirst("internal.", "").replaceAll("[/\\\\]", ".")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(mapped).contains("`" + name + "`"));
        }
    }

    private static boolean isWhole(MatchResult found, String span) {
        return found.start() == 0 && found.end() == span.length();
    }

    private static Set<String> classesOfThisRepository() throws IOException {
        try (Stream<Path> files = Files.walk(MarkdownPage.ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(MarkdownPage.ROOT.resolve("examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList().stream();
        }
    }

    private static Stream<Path> markdownIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
