package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures of the page on verdicts show its tables, and its tables what the code computes. */
class VerdictFiguresTest {

    private static final Path IMAGES = MarkdownPage.ROOT.resolve("docs/images");
    private static final MarkdownPage PAGE = MarkdownPage.of("docs/verdicts.md");

    /** {@code -Dfigures.write} draws them anew. */
    @Test
    void are_drawn_from_the_tables() throws IOException {
        Map<String, String> figures = new VerdictFigures(PAGE).all();
        if (System.getProperty("figures.write") != null) {
            Files.createDirectories(IMAGES);
            for (var figure : figures.entrySet()) {
                Files.writeString(IMAGES.resolve(figure.getKey()), figure.getValue());
            }
        }

        assertThat(figures)
                .allSatisfy((name, svg) -> assertThat(IMAGES.resolve(name))
                        .as("If docs/verdicts.md changed, draw the figures anew, see CONTRIBUTING.md")
                        .hasContent(svg));
    }

    @Test
    void are_all_on_the_page() {
        assertThat(PAGE.relativeLinks())
                .containsAll(new VerdictFigures(PAGE)
                        .all().keySet().stream().map(name -> "images/" + name).toList());
    }

    @Test
    void show_the_detectable_drift_that_the_code_computes() {
        for (List<String> row : PAGE.table("runs vary by")) {
            double variation = Double.parseDouble(row.get(0).substring("CV ".length()));
            for (int i = 0; i < VerdictFigures.BASELINES.size(); i++) {
                int accepted = VerdictFigures.BASELINES.get(i);
                assertThat(VerdictFigures.percent(row.get(i + 1)))
                        .as(row.get(0) + ", " + accepted + " accepted runs")
                        .isCloseTo(VerdictFigures.detectable(variation, accepted), within(1.0));
            }
        }
    }
}
