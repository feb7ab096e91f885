package dev.tokenbudget.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        did not run           | did not run.
        did not run.          | did not run.
        did not run..         | did not run.
        does it use the URL?  | does it use the URL?
        does it use the URL?. | does it use the URL?
        no such file!.        | no such file!
        and so on …           | and so on …
        'v1.2 '               | v1.2.
        """)
    void ends_with_one_mark(String said, String sentence) {
        assertThat(Sentence.of(said)).isEqualTo(sentence);
    }
}
