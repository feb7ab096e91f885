package dev.tokenbudget.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {

    private final List<String> computed = new ArrayList<>();

    @Test
    void computes_a_value_once_where_there_is_room() {
        Cached<String> value = value(new BoundedCache(10), "a", 10);

        assertThat(List.of(value.get(), value.get())).containsOnly("a");
        assertThat(computed).containsExactly("a");
    }

    @Test
    void computes_nothing_that_nobody_asks_for() {
        value(new BoundedCache(10), "a", 1);

        assertThat(computed).isEmpty();
    }

    @Test
    void computes_a_value_again_that_made_room_for_another() {
        BoundedCache cache = new BoundedCache(10);
        Cached<String> first = value(cache, "first", 6);
        Cached<String> second = value(cache, "second", 6);

        first.get();
        second.get();

        assertThat(first.get()).isEqualTo("first");
        assertThat(computed).containsExactly("first", "second", "first");
    }

    @Test
    void keeps_the_value_asked_for_last_however_heavy_it_is() {
        Cached<String> heavy = value(new BoundedCache(10), "heavy", 1_000);

        heavy.get();
        heavy.get();

        assertThat(computed).containsExactly("heavy");
    }

    @Test
    void keeps_what_is_used_all_the_time_while_others_come_and_go() {
        BoundedCache cache = new BoundedCache(10);
        Cached<String> used = value(cache, "used", 3);
        used.get();

        IntStream.range(0, 20).forEach(i -> {
            value(cache, "passing", 3).get();
            used.get();
        });

        assertThat(computed).containsOnlyOnce("used");
    }

    @Test
    void keeps_forever_what_weighs_nothing() {
        Cached<String> value = Cached.forever(() -> {
            computed.add("a");
            return "a";
        });

        value.get();
        value.get();

        assertThat(computed).containsExactly("a");
    }

    private Cached<String> value(BoundedCache cache, String name, long weight) {
        return cache.cached(weight, () -> {
            computed.add(name);
            return name;
        });
    }
}
