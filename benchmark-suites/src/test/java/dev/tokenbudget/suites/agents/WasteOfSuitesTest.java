package dev.tokenbudget.suites.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.verdict.Comparison;
import dev.tokenbudget.internal.verdict.Opportunity;
import dev.tokenbudget.internal.waste.WasteKey;
import dev.tokenbudget.internal.waste.WasteKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WasteOfSuitesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void none_is_found_while_they_are_unchanged(ExampleTasks task) {
        assertThat(JudgedBuild.of(task, folder).opportunities()).isEmpty();
    }

    @Test
    void tools_are_found_that_the_documentation_writer_never_calls() {
        assertThat(worsened(Regression.THREE_MORE_TOOLS).opportunities())
                .extracting(found -> found.waste().key().kind())
                .hasSize(3)
                .containsOnly(WasteKind.UNUSED_TOOL);
    }

    @Test
    void requests_are_found_that_the_bug_finder_sends_again() {
        assertThat(worsened(Regression.RETRIES).opportunities())
                .extracting(Opportunity::waste)
                .first()
                .satisfies(
                        waste -> assertThat(waste.key()).isEqualTo(new WasteKey(WasteKind.IDENTICAL_REQUEST, "", "")));
    }

    private Comparison worsened(Regression regression) {
        System.setProperty("suite.regression", regression.settingValue());
        try {
            return JudgedBuild.of(ExampleTasks.worsenedBy(regression), folder);
        } finally {
            System.clearProperty("suite.regression");
        }
    }
}
