package dev.tokenbudget.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"reviews[1, \"big\"]", "prüft_große_PRs", "日本語", "שלום", "👍🏽 ❤️", "a: b #1", "§ 5 – 6 % ≥ $7"})
    void what_can_be_read_stays_as_it_is(String text) {
        assertThat(ForeignText.line(text)).isEqualTo(text);
        assertThat(ForeignText.lines(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x202E, 0x2066, 0x2069, 0x200B, 0x200D, 0x200F, 0x061C, 0x2060, 0xFEFF, 0x00AD, 0x3164, 0xE0041, 0xFFFF
            })
    void what_is_not_seen_or_turns_what_follows_is_shown(int character) {
        String text = "a" + Character.toString(character) + "b";

        assertThat(ForeignText.line(text)).isEqualTo("a\uFFFDb");
        assertThat(ForeignText.lines(text)).isEqualTo("a\uFFFDb");
    }

    @Test
    void half_a_character_is_none() {
        assertThat(ForeignText.line("a\uD83Db\uDC4D")).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void a_line_has_no_end_and_no_control_character() {
        assertThat(ForeignText.line("a\nb\r\nc\u2028d\u0085e\u001b[31mf\u0000g\u009bh\ti"))
                .isEqualTo("a b c d e [31mf g h i");
    }

    @Test
    void lines_keep_their_ends_and_tabs_alone() {
        assertThat(ForeignText.lines("a\n\tb\r\nc\u001b[2Jd\u0000\u009b\u2028e"))
                .isEqualTo("a\n\tb\r\nc\uFFFD[2Jd\uFFFD\uFFFD\uFFFDe");
    }

    /** GitHub, Azure and TeamCity look for their commands in all that a build prints. */
    @ParameterizedTest
    @CsvSource({
        "gpt ##vso[task.setvariable variable=PATH]x, gpt # #vso[task.setvariable variable=PATH]x",
        "##[add-mask]a, # #[add-mask]a",
        "###[stop-commands]a, ## #[stop-commands]a",
        "##teamcity[buildStatus], # #teamcity[buildStatus]",
        "::error::a, : :error::a",
        "## a heading, ## a heading",
        "a::b, a::b"
    })
    void a_ci_server_reads_no_command(String text, String shown) {
        assertThat(ForeignText.line(text)).isEqualTo(shown);
    }

    @Test
    void every_character_of_ascii_that_is_seen_stays() {
        String all = IntStream.rangeClosed(' ', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(ForeignText.line(all)).isEqualTo(all);
    }
}
