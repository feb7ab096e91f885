package dev.tokenbudget.internal.gateway.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event is passed over only where nothing but the text differs from one that was read. */
class RepeatedEventsTest {

    private static final String FIRST = chunk("Hello", "null");

    private final RepeatedEvents events = new RepeatedEvents();

    @ParameterizedTest
    @ValueSource(strings = {"Hello", "x", "", "a much longer text – with \\\"quotes\\\" and a backslash \\\\"})
    void knows_an_event_with_another_text(String text) {
        learn(FIRST);

        assertThat(repeats(chunk(text, "null"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{\"content\":\"Hello\"}}],\"usage\":{\"prompt_tokens\":1}}",
                "{\"choices\":[{\"delta\":{\"content\":\"Hello\",\"tool_calls\":[]}}],\"usage\":null}",
                "{\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],\"usage\":null}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\",\"content\":\"b\"}}],\"usage\":null}",
                "{\"choices\":[{\"delta\":{\"content\":null}}],\"usage\":null}",
                "{\"error\":{\"message\":\"overloaded\"}}",
                "{}",
                ""
            })
    void reads_an_event_that_says_more(String event) {
        learn(FIRST);

        assertThat(repeats(event)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"content_block\":{\"type\":\"tool_use\",\"text\":\"a\"}}",
                "{\"delta\":{\"function_call\":{\"name\":\"f\"},\"content\":\"a\"}}",
                "{\"message\":{\"content\":\"a\"},\"delta\":{\"content\":\"a\"}}",
                "{\"delta\":{\"content\":\"\"}}",
                "{\"usage\":{\"input_tokens\":1}}",
                "{\"content\":\"a"
            })
    void reads_each_of_events_that_call_tools_or_hold_no_text_or_several(String event) {
        learn(event);

        assertThat(repeats(event)).isFalse();
    }

    @Test
    void compares_with_the_event_that_was_read_last() {
        learn(FIRST);
        learn(chunk("Hello", "{\"prompt_tokens\":1}"));

        assertThat(repeats(FIRST)).isFalse();
    }

    private static String chunk(String text, String usage) {
        return "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}],\"usage\":" + usage
                + "}";
    }

    private void learn(String event) {
        byte[] bytes = bytes(event);
        events.learn(bytes, 0, bytes.length);
    }

    /** Whether an event repeats, amid others that stand in one piece with it. */
    private boolean repeats(String event) {
        byte[] piece = bytes("data: " + event + "\ndata: ");
        int begin = "data: ".length();
        return events.repeats(piece, begin, begin + bytes(event).length);
    }

    private static byte[] bytes(String event) {
        return event.getBytes(StandardCharsets.UTF_8);
    }
}
