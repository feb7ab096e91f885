package dev.tokenbudget.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.importing.ImportFormats;
import org.junit.jupiter.api.Test;

/** The page on imports knows the forms that are read. */
class ImportsPageTest {

    @Test
    void lists_every_form() {
        assertThat(MarkdownPage.of("docs/imports.md").table("form").stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(ImportFormats.titles());
    }
}
