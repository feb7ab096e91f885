package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.run.BuildId;
import dev.tokenbudget.internal.settings.BuildSettings;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that leave requests out of what is measured hold wherever they are set. */
class LeftOutPathsTest {

    private static final String PATH = "POST /chat/completions";

    @TempDir
    private Path folder;

    @AutoClose
    private final Provider provider = new Provider();

    @TokenBudget
    static class OneCall {
        @Test
        void reviews(ModelGateway gateway) {
            Provider.call(gateway.openAi(), "gpt-5", 32);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenbudget.freePaths", "tokenbudget.ignoredPaths"})
    void on_the_command_line(String setting) {
        assertThat(provider.build(folder)
                        .property(setting, PATH)
                        .run(OneCall.class)
                        .onlyRun()
                        .calls())
                .isEmpty();
        assertThat(provider.tokensByMarker()).containsKey("gpt-5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenbudget.freePaths", "tokenbudget.ignoredPaths"})
    void in_the_pom(String setting) throws IOException {
        Path file = folder.resolve("target/tokenbudget").resolve(BuildSettings.FILE_NAME);
        Files.createDirectories(file.getParent());
        new BuildSettings(BuildId.given(TestBuild.ID, Optional.empty()), Optional.empty(), Map.of(setting, PATH))
                .write(file);

        assertThat(provider.build(folder).run(OneCall.class).onlyRun().calls()).isEmpty();
    }
}
