package dev.tokenbudget.internal.history.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.footprint.Footprint;
import dev.tokenbudget.internal.history.footprint.FootprintFiles;
import dev.tokenbudget.internal.history.footprint.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The footprint of the same shop as Chromium shows it, on a desk and on a phone, in light and in dark. */
@Tag("browser")
class FootprintInBrowserTest {

    @TempDir
    static Path folder;

    private static JsonNode seen;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        Path page = folder.resolve(FootprintFiles.PAGE);
        try (SeededHistory history = ExampleHistory.in(folder)) {
            Footprint footprint = Footprint.of(
                    history.history().reader(),
                    Period.endingWith(SeededHistory.TODAY, 30),
                    Targets.parse("tokensPerRun=20000,cacheHitRate=0.6,retryRate=0.02,contextUse=0.5"),
                    (provider, model) -> OptionalLong.of(200_000),
                    SeededHistory.TODAY);
            Files.writeString(page, FootprintFiles.of(footprint).get(FootprintFiles.PAGE));
        }
        seen = Chromium.observe(page);
    }

    @Test
    void nothing_is_written_to_the_console_and_nothing_is_fetched() {
        assertThat(Chromium.texts(seen, "messages")).isEmpty();
        assertThat(Chromium.texts(seen, "requests")).isEmpty();
    }

    @Test
    void axe_finds_no_serious_issue_in_light_in_dark_and_on_a_phone() {
        assertThat(Chromium.texts(seen, "issues")).isEmpty();
    }

    @Test
    void a_hostile_name_stays_text() {
        assertThat(seen.get("withoutScript").asText()).contains(ExampleHistory.HOSTILE);
        assertThat(seen.get("images").asInt()).isZero();
    }

    @Test
    void a_phone_does_not_scroll_sideways() {
        assertThat(seen.get("phoneScrollsSideways").asBoolean()).isFalse();
    }

    @Test
    void everything_is_there_without_script() {
        assertThat(seen.get("withoutScript").asText())
                .contains("Efficiency against targets", "By team, feature and task", ExampleHistory.PLAN.name());
        assertThat(seen.get("rows").asInt()).isGreaterThan(50);
    }
}
