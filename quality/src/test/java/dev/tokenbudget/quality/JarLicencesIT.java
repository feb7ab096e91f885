package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every jar that is built carries its licence, and those of all that it holds of others. */
class JarLicencesIT {

    private static final Pattern LICENCE = Pattern.compile("META-INF/(licenses/.+|.+-LICENSE)");
    private static final Pattern NAMED_FILE = Pattern.compile("\\b([A-Za-z]+(?:-[A-Za-z]+)*-LICENSE)\\b");

    /** Where the work of others lies, and what holds its licence beside the Apache License. */
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
            "dev/tokenbudget/internal/gateway/prompt/o200k_base.bin",
            List.of("licenses/jtokkit.txt"),
            "dev/tokenbudget/internal/price/prices.json",
            List.of("licenses/genai-prices.txt"));

    /** What the notice of a jar calls the work of others that asks for one, and where it lies. */
    private static final Map<String, String> NOTICES = Map.of(
            "Jackson",
            "dev/tokenbudget/internal/shaded/jackson/",
            "Apache Commons",
            "dev/tokenbudget/internal/shaded/commons/");

    @ParameterizedTest
    @MethodSource("dev.tokenbudget.quality.BuiltJars#all")
    void are_there_with_the_notice(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(text(zip, "META-INF/LICENSE")).contains("Apache License", "END OF TERMS AND CONDITIONS");
            assertThat(text(zip, "META-INF/NOTICE")).contains("TokenBudget");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tokenbudget.quality.BuiltJars#all")
    void are_there_for_everything_that_was_relocated(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            LICENCES.forEach((code, licences) -> {
                if (holds(zip, code)) {
                    licences.forEach(licence -> assertThat(text(zip, "META-INF/" + licence))
                            .as(licence)
                            .hasSizeGreaterThan(500));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tokenbudget.quality.BuiltJars#all")
    void are_those_of_nothing_that_the_jar_does_not_hold(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> LICENCE.matcher(name).matches()))
                    .allSatisfy(licence -> assertThat(LICENCES.keySet())
                            .as(licence)
                            .anyMatch(code -> holds(zip, code)
                                    && LICENCES.get(code).contains(licence.substring("META-INF/".length()))));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tokenbudget.quality.BuiltJars#all")
    void name_in_the_notice_whose_work_the_jar_holds_and_nobody_else(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            NOTICES.forEach(
                    (name, code) -> assertThat(text(zip, "META-INF/NOTICE").contains(name))
                            .as(name)
                            .isEqualTo(holds(zip, code)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tokenbudget.quality.BuiltJars#all")
    void are_there_for_every_file_that_the_notice_names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(NAMED_FILE.matcher(text(zip, "META-INF/NOTICE")).results())
                    .allSatisfy(named -> assertThat(zip.getEntry("META-INF/" + named.group(1)))
                            .as(named.group(1))
                            .isNotNull());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.tokenbudget.quality.BuiltJars#all")
    void are_known_for_every_library_that_a_jar_holds(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .allSatisfy(name -> assertThat(name)
                            .matches("dev/tokenbudget/(?!.*shaded/).*"
                                    + "|dev/tokenbudget/internal/shaded/(jackson|commons/(numbers|statistics|rng))/.*"
                                    + "|dev/tokenbudget/internal/gateway/shaded/(brotli|hc)/.*"));
        }
    }

    private static boolean holds(ZipFile zip, String code) {
        return zip.stream().anyMatch(entry -> entry.getName().startsWith(code));
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
