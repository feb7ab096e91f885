package dev.tokenbudget.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepeatedTextsTest {

    private final RepeatedTexts texts = new RepeatedTexts();

    @Test
    void keep_an_equal_text_once() {
        String first = texts.once(new String("claude-sonnet-4-5"));

        assertThat(texts.once(new String("claude-sonnet-4-5"))).isSameAs(first);
    }

    @Test
    void never_give_another_text_however_many_there_are() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(texts.once("task" + i % 7_000)).isEqualTo("task" + i % 7_000);
        }
    }

    @Test
    void do_not_keep_long_texts() {
        String text = "x".repeat(65);
        texts.once(text);

        assertThat(texts.once(new String(text))).isNotSameAs(text);
    }
}
