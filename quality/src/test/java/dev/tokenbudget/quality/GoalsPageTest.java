package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on goals knows those that the plugin has. */
class GoalsPageTest {

    private static final Pattern GOAL = Pattern.compile("<goal>(\\w+)</goal>");

    @Test
    void lists_every_goal() throws IOException {
        assertThat(MarkdownPage.of("docs/goals.md").table("goal").stream().map(row -> row.get(0)))
                .containsExactlyInAnyOrderElementsOf(goals());
    }

    private static List<String> goals() throws IOException {
        try (InputStream descriptor = GoalsPageTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            assertThat(descriptor).as("the plugin's descriptor").isNotNull();
            return GOAL.matcher(new String(descriptor.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(goal -> goal.group(1))
                    .filter(goal -> !goal.equals("help"))
                    .map(goal -> "`tokenbudget:" + goal + "`")
                    .toList();
        }
    }
}
