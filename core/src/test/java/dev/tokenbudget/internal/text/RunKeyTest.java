package dev.tokenbudget.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunKeyTest {

    @Test
    void has_128_random_bits() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            keys.add(RunKey.random().toString());
        }

        assertThat(keys).hasSize(1_000).allMatch(key -> key.matches("[0-9a-f]{32}"));
    }

    @Test
    void is_found_by_its_text_and_by_no_other() {
        RunKey key = RunKey.random();
        Map<RunKey, String> runs = Map.of(key, "run");
        String text = key.toString();

        assertThat(runs).containsKey(RunKey.of(text));
        assertThat(Set.of(text.substring(1), text + "0", text.toUpperCase(Locale.ROOT) + " ", "", "é", "\0"))
                .noneMatch(other -> runs.containsKey(RunKey.of(other)));
    }

    /** "Aa" and "BB" have the same hash, so that these are compared themselves. */
    @Test
    void is_not_taken_for_another_of_the_same_hash() {
        assertThat(RunKey.of("Aa")).hasSameHashCodeAs(RunKey.of("BB")).isNotEqualTo(RunKey.of("BB"));
    }
}
