package dev.tokenbudget.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignMarkdownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReviewBenchmark.reviews_small_pr",
                "+30.0 %",
                "-5",
                "-",
                "$0.0123",
                "a #b !c",
                "issue 12: done",
                "Outer$Inner"
            })
    void what_means_nothing_stays_as_it_is(String text) {
        assertThat(ForeignMarkdown.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "@octocat, @<!-- -->octocat",
        "(@org/team), (@<!-- -->org/team)",
        "me@example.com, me@<!-- -->example.com",
        "#123, \\#<!-- -->123",
        "owner/repo#123, owner/repo#<!-- -->123",
        "gh-45, gh-<!-- -->45",
        "see !7, see !<!-- -->7",
        "https://evil.example/x, https:<!-- -->//evil.example/x",
        "ftp://evil.example, ftp:<!-- -->//evil.example",
        "www.evil.example, www<!-- -->.evil.example",
        "WWW.evil.example, WWW<!-- -->.evil.example",
        "$x^2$, $<!-- -->x^2$"
    })
    void nothing_becomes_a_link_a_mention_or_a_formula(String text, String shown) {
        assertThat(ForeignMarkdown.of(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "# heading, \\# heading",
        "> quotation, \\> quotation",
        "- item, \\- item",
        "+ item, \\+ item",
        "--- , \\---",
        "<b>x</b>, &lt;b>x&lt;/b>",
        "![x](y), !\\[x\\](y)",
        "a|b, a\\|b",
        "&lt;, &amp;lt;",
        "`x`, \\`x\\`"
    })
    void markup_stays_text(String text, String shown) {
        assertThat(ForeignMarkdown.of(text).strip()).isEqualTo(shown);
    }

    @Test
    void it_is_one_line_without_what_is_not_seen() {
        assertThat(ForeignMarkdown.of("a\n\n# b\u202Ec\u200B")).isEqualTo("a  # b\uFFFDc\uFFFD");
    }

    @Test
    void a_long_text_is_cut_before_it_grows() {
        assertThat(ForeignMarkdown.of("\uD83D\uDE80".repeat(5_000)))
                .hasSize(1_001)
                .endsWith("…");
    }
}
