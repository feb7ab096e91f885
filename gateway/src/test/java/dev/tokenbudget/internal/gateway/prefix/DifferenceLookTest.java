package dev.tokenbudget.internal.gateway.prefix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.PromptSections.Difference.Look;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the first difference of two texts looks like. */
class DifferenceLookTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-30T15:00:55Z | 2026-11-30T15:01:02Z | TIME",
                "2026-11-30T15:00:55.123456+01:00 | 2026-11-30T15:00:55.654321+01:00 | TIME",
                "2026-11-30 | 2026-12-01 | TIME",
                "30.11.2026 | 01.12.2026 | TIME",
                "11/30/26, 3:04 PM | 11/30/26, 3:05 PM | TIME",
                "3:59 AM | 10:00 AM | TIME",
                "Mon Nov 30 15:00:55 UTC 2026 | Mon Nov 30 15:00:56 UTC 2026 | TIME",
                "Monday, November 30, 2026 at 3:04 PM | Tuesday, December 1, 2026 at 9:01 AM | TIME",
                "30 November 2026 | 1 December 2026 | TIME",
                "01.12.26 | 02.12.26 | TIME",
                "Monday | Tuesday | TIME",
                "20261130T150055Z | 20261130T150102Z | TIME",
                "20261130 | 20261201 | TIME",
                "1796050855 | 1796050916 | TIME",
                "1796050855123 | 1796050916456 | TIME",
                "7f3a9c1e-52b4-4d0a-9e8b-1c2d3e4f5a6b | 7f3a9c1e-93c1-4f6e-8a2b-0f1e2d3c4b5a | ID",
                "req_9f86d081884c7d65 | req_2c26b46b68ffc68f | ID",
                "01JDXYZ9K3M4N5P6Q7R8S9T0VW | 01JDXYZB8A7C6D5E4F3G2H1J0K | ID",
                "q83vEjRWeJASNFZ4kA== | Zm9vYmFyYmF6cXV4MQ== | ID",
                "V1StGXR8_Z5jdHi6B-myT | k9LmQwE3_r7TyU2oP-aSd | ID",
                "3f2a9c | b01d77 | ID",
                "1796050855123456789012 | 8812345678901234567890 | ID",
                "17 | 18 | NUMBER",
                "9 | 10 | NUMBER",
                "1,204.50 | 1,317.25 | NUMBER",
                "1.2.34 | 1.2.35 | NUMBER",
                "v10.0.12 | v10.0.13 | NUMBER",
                "alpha beta gamma | gamma alpha beta | ORDER",
                "the  rules | the rules | WHITESPACE",
                "Berlin | Paris | TEXT",
                "claude-sonnet | claude-opus | TEXT",
                "You may answer | You should answer | TEXT",
                "the market | the margin | TEXT",
                "step 1 done | step 1 begun | TEXT"
            })
    void is_told_by_what_stands_there(String before, String after, Look look) {
        assertThat(look(
                        "You review code. Context: " + before + " (as given).",
                        "You review code. Context: " + after + " (as given)."))
                .isEqualTo(look);
        assertThat(look(before, after)).as("alone").isEqualTo(look);
    }

    private static Look look(String before, String after) {
        return DifferenceLook.of(before, after, LikeText.commonBegin(before, after));
    }
}
