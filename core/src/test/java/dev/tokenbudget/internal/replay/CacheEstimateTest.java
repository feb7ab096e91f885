package dev.tokenbudget.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.usage.TokenUsage;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a changed request reads from the prompt cache. */
class CacheEstimateTest {

    private static final TokenUsage READING =
            TokenUsage.of(6_000, 100).withCacheRead(5_000).withCacheWrite(900);

    @Test
    void is_nothing_where_it_begins_otherwise_each_time() {
        TokenUsage now = new CacheEstimate(5_000, 0, 0, 20).applyTo(READING, 6_020);

        assertThat(now).isEqualTo(TokenUsage.of(6_020, 100).withCacheRead(0).withCacheWrite(5_920));
    }

    @Test
    void is_more_where_what_all_requests_begin_with_is_longer() {
        TokenUsage now = new CacheEstimate(5_000, 7_000, 300, 2_000).applyTo(READING, 8_000);

        assertThat(now).isEqualTo(TokenUsage.of(8_000, 100).withCacheRead(7_000).withCacheWrite(900));
    }

    @Test
    void is_written_anew_where_only_this_request_is_longer() {
        TokenUsage now = new CacheEstimate(5_000, 5_000, 5_000, 600).applyTo(READING, 6_600);

        assertThat(now).isEqualTo(TokenUsage.of(6_600, 100).withCacheRead(5_000).withCacheWrite(1_500));
    }

    @Test
    void is_what_others_put_there_as_far_as_it_begins_as_before() {
        TokenUsage now = new CacheEstimate(0, 0, 3_000, 0).applyTo(READING, 6_000);

        assertThat(now).isEqualTo(TokenUsage.of(6_000, 100).withCacheRead(3_000).withCacheWrite(2_900));
    }

    @Test
    void is_counted_in_steps_of_128_by_providers_that_cache_without_being_asked() {
        TokenUsage reading = TokenUsage.of(3_000, 100).withCacheRead(2_048);

        assertThat(new CacheEstimate(2_100, 1_500, 0, 0).applyTo(reading, 3_000).cacheRead())
                .hasValue(1_408);
        assertThat(new CacheEstimate(2_100, 900, 0, 0).applyTo(reading, 3_000).cacheRead())
                .hasValue(0);
    }

    @Test
    void is_nothing_where_nothing_was_read_or_written() {
        TokenUsage uncached = TokenUsage.of(500, 10).withCacheRead(0).withCacheWrite(0);

        assertThat(new CacheEstimate(400, 450, 400, 50).applyTo(uncached, 550))
                .isEqualTo(TokenUsage.of(550, 10).withCacheRead(0).withCacheWrite(0));
    }

    @Test
    void is_never_more_than_the_input() {
        TokenUsage now = new CacheEstimate(1_000, 9_000, 0, 9_000).applyTo(READING, 6_000);

        assertThat(now.cacheRead().orElseThrow() + now.cacheWrite().orElseThrow())
                .isLessThanOrEqualTo(6_000);
    }

    @Test
    void is_written_for_as_long_as_before() {
        TokenUsage hour = READING.toBuilder()
                .cacheWrite5m(OptionalLong.of(0))
                .cacheWrite1h(OptionalLong.of(900))
                .build();

        TokenUsage now = new CacheEstimate(5_000, 0, 0, 0).applyTo(hour, 6_000);

        assertThat(now.cacheWrite1h()).hasValue(5_900);
        assertThat(now.cacheWrite5m()).hasValue(0);
    }
}
