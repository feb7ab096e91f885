package dev.tokenbudget.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "\r=1", "\n=1", "＝1+1", "＠SUM(A1)"})
    void no_spreadsheet_takes_a_text_for_a_formula(String text) {
        assertThat(CsvRow.text(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "gpt-5", "", "reviews", "1"})
    void every_other_text_stays_as_it_is(String text) {
        assertThat(CsvRow.text(text)).isEqualTo(text);
    }

    @Test
    void a_text_has_no_character_that_is_not_seen() {
        assertThat(CsvRow.text("a\u202Eb\u0000c\nd")).isEqualTo("a\uFFFDb\uFFFDc\nd");
    }

    @Test
    void what_separates_cells_stands_between_quotes() {
        assertThat(CsvRow.of(List.of("a", "b,c", "say \"hi\"", "d\ne")))
                .isEqualTo("a,\"b,c\",\"say \"\"hi\"\"\",\"d\ne\"\r\n");
    }
}
