package dev.tokenbudget.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTextsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "\"small\"                             | small",
                "\"small\" of 'c', 3                   | small of c, 3",
                "a = \"say \\\"hi\\\"\", b = 'c'        | a = say \"hi\", b = c",
                "\"C:\\\\new\"                         | C:\\new",
                "\"\", \"\"                            | ~, ~",
                "say \"\"small\"\"!                    | say \"small\"!",
                "a = \"\\\"x\\\"\", b = \"it's\"       | a = \"x\", b = it's",
                "c = '\\''                           | c = '",
                "named 3, null, it's                 | named 3, null, it's"
            })
    void are_written_as_before_junit_6(String displayName, String name) {
        assertThat(QuotedTexts.unquoted(displayName)).isEqualTo(name);
    }
}
