package dev.tokenbudget.internal.replay.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ListDiffTest {

    @Test
    void tells_what_was_kept_removed_and_added_in_order() {
        assertThat(diff("a b c d", "a x c d e")).isEqualTo("a -b +x c d +e");
    }

    @Test
    void keeps_the_longest_sequence_that_both_have() {
        assertThat(diff("a b c a b b a", "c b a b a c")).isEqualTo("-a -b c -a b +a b a +c");
    }

    @Test
    void shows_all_of_a_text_that_came_or_went() {
        assertThat(diff("", "a b")).isEqualTo("+a +b");
        assertThat(diff("a b", "")).isEqualTo("-a -b");
    }

    @Test
    void tells_lists_as_replaced_that_are_too_long_to_compare() {
        List<String> before = Collections.nCopies(3000, "x");
        List<String> after = Collections.nCopies(3000, "y");

        assertThat(ListDiff.of(before, after)).hasSize(6000);
    }

    private static String diff(String before, String after) {
        return ListDiff.of(words(before), words(after)).stream()
                .map(edit -> sign(edit.kind()) + edit.item())
                .collect(Collectors.joining(" "));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    private static String sign(ListDiff.Kind kind) {
        return switch (kind) {
            case KEPT -> "";
            case REMOVED -> "-";
            case ADDED -> "+";
        };
    }
}
