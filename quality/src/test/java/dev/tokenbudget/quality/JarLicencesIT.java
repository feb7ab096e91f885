package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every jar that is built carries its licence, and those of all that it holds of others. */
class JarLicencesIT {

    private static final Pattern JAR = Pattern.compile("tokenbudget-[a-z0-9-]+-\\d[^-]*(-SNAPSHOT)?\\.jar");
    private static final Pattern NAMED_FILE = Pattern.compile("\\b([A-Za-z]+(?:-[A-Za-z]+)*-LICENSE)\\b");

    /** Where relocated code lies, and what holds its licence beside the Apache License. */
    private static final Map<String, List<String>> LICENCES = Map.of(
            "dev/tokenbudget/internal/shaded/jackson/core/",
            List.of("FastDoubleParser-LICENSE", "FastDoubleParser-ThirdParty-LICENSE", "Schubfach-LICENSE"),
            "dev/tokenbudget/internal/shaded/commons/numbers/gamma/",
            List.of("licenses/commons-numbers-gamma.txt"),
            "dev/tokenbudget/internal/shaded/commons/numbers/core/",
            List.of("licenses/commons-numbers-core.txt"),
            "dev/tokenbudget/internal/shaded/commons/statistics/distribution/",
            List.of("licenses/commons-statistics-distribution.txt"),
            "dev/tokenbudget/internal/shaded/commons/rng/",
            List.of("licenses/commons-rng.txt"),
            "dev/tokenbudget/internal/gateway/shaded/brotli/",
            List.of("licenses/brotli.txt"),
            "dev/tokenbudget/internal/gateway/shaded/jtokkit/",
            List.of("licenses/jtokkit.txt"));

    static Stream<Path> jars() throws IOException {
        try (Stream<Path> modules = Stream.concat(Files.list(Path.of("..")), Files.list(Path.of("../integrations")))) {
            return modules
                    .map(module -> module.resolve("target"))
                    .filter(Files::isDirectory)
                    .flatMap(JarLicencesIT::jarsIn)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void are_looked_for_in_the_jars_of_all_modules() throws IOException {
        assertThat(jars().map(jar -> jar.getFileName().toString().replaceAll("-\\d.*", "")))
                .contains(
                        "tokenbudget-core",
                        "tokenbudget-gateway",
                        "tokenbudget-html-report",
                        "tokenbudget-junit",
                        "tokenbudget-assertj",
                        "tokenbudget-maven-plugin",
                        "tokenbudget-langchain4j",
                        "tokenbudget-spring-ai");
    }

    @ParameterizedTest
    @MethodSource("jars")
    void are_there_with_the_notice(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(text(zip, "META-INF/LICENSE")).contains("Apache License", "END OF TERMS AND CONDITIONS");
            assertThat(text(zip, "META-INF/NOTICE")).contains("TokenBudget");
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void are_there_for_everything_that_was_relocated(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            LICENCES.forEach((code, licences) -> {
                if (zip.stream().anyMatch(entry -> entry.getName().startsWith(code))) {
                    licences.forEach(licence -> assertThat(text(zip, "META-INF/" + licence))
                            .as(licence)
                            .hasSizeGreaterThan(500));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void are_there_for_every_file_that_the_notice_names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(NAMED_FILE.matcher(text(zip, "META-INF/NOTICE")).results())
                    .allSatisfy(named -> assertThat(zip.getEntry("META-INF/" + named.group(1)))
                            .as(named.group(1))
                            .isNotNull());
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void are_known_for_every_library_that_a_jar_holds(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .allSatisfy(name -> assertThat(name)
                            .matches("dev/tokenbudget/(?!.*shaded/).*"
                                    + "|dev/tokenbudget/internal/shaded/(jackson|commons/(numbers|statistics|rng))/.*"
                                    + "|dev/tokenbudget/internal/gateway/shaded/(brotli|jtokkit|hc)/.*"));
        }
    }

    private static Stream<Path> jarsIn(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files
                    .filter(file -> JAR.matcher(file.getFileName().toString()).matches())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(ZipFile zip, String name) {
        ZipEntry entry = zip.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
