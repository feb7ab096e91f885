package dev.tokenbudget.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that runs by itself. */
class RunnableJarIT {

    @TempDir
    Path folder;

    @Test
    void counts_calls() throws Exception {
        try (StandInProvider provider = new StandInProvider()) {
            try (RunningGateway gateway =
                    RunningGateway.startProcess(RunningGateway.jar(), folder, provider, "--daily-tokens", "1000")) {
                assertThat(gateway.ask().statusCode()).isEqualTo(200);
                assertThat(gateway.ask().statusCode()).isEqualTo(403);
                assertThat(gateway.get("/metrics").statusCode()).isEqualTo(200);
            }
        }

        assertThat(Sessions.in(folder)).hasSize(1);
    }

    @Test
    void tells_its_version() throws Exception {
        Process process = RunningGateway.process(RunningGateway.jar(), folder, "--version");

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("output.txt"))).matches("TokenBudget \\d.*\\s*");
    }

    /** Whose work the jar holds, and where its licence is; those that are not here have the Apache License. */
    private static final Map<String, String> LICENCES = Map.ofEntries(
            Map.entry("dev/tokenbudget/", "META-INF/LICENSE"),
            Map.entry("dev/tokenbudget/internal/gateway/prompt/o200k_base.bin", "META-INF/licenses/jtokkit.txt"),
            Map.entry("dev/tokenbudget/internal/gateway/shaded/brotli/", "META-INF/licenses/brotli.txt"),
            Map.entry("dev/tokenbudget/internal/shaded/commons/rng/", "META-INF/licenses/commons-rng.txt"),
            Map.entry("com/fasterxml/jackson/", "META-INF/FastDoubleParser-LICENSE"),
            Map.entry("org/postgresql/", "META-INF/licenses/postgresql.txt"),
            Map.entry("org/reactivestreams/", "META-INF/licenses/reactive-streams.txt"),
            Map.entry("org/sqlite/", "META-INF/maven/org.xerial/sqlite-jdbc/LICENSE.zentus"),
            Map.entry("io/prometheus/", "META-INF/LICENSE"),
            Map.entry("io/r2dbc/", "META-INF/LICENSE"),
            Map.entry("org/flywaydb/", "META-INF/LICENSE"),
            Map.entry("org/jooq/", "META-INF/LICENSE"),
            Map.entry("picocli/", "META-INF/LICENSE"));

    @Test
    void carries_the_licences_of_all_that_it_holds_and_holds_nothing_else() throws Exception {
        try (ZipFile jar = new ZipFile(System.getProperty("cli.jar", ""))) {
            List<String> files = jar.stream().map(ZipEntry::getName).toList();

            assertThat(files).containsAll(LICENCES.values()).contains("META-INF/NOTICE");
            assertThat(files)
                    .filteredOn(file -> file.endsWith(".class"))
                    .allSatisfy(file -> assertThat(LICENCES.keySet())
                            .as(file)
                            .anyMatch(code -> file.replaceFirst("META-INF/versions/\\d+/", "")
                                    .startsWith(code)));
        }
    }
}
