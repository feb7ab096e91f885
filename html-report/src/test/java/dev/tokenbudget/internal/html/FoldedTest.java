package dev.tokenbudget.internal.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedTest {

    @Test
    void shows_the_first_entries_and_folds_the_others() {
        Folded<String> list = Folded.after(2, List.of("a", "b", "c"));

        assertThat(list.first()).containsExactly("a", "b");
        assertThat(list.folds()).isTrue();
        assertThat(list.rest()).containsExactly("c");
        assertThat(list.more()).isEqualTo("1 more");
    }

    @Test
    void folds_nothing_of_a_short_list() {
        Folded<String> list = Folded.after(2, List.of("a", "b"));

        assertThat(list.first()).hasSize(2);
        assertThat(list.folds()).isFalse();
        assertThat(Folded.after(2, List.of()).isEmpty()).isTrue();
    }
}
