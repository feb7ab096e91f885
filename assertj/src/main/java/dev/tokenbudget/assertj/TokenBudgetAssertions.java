package dev.tokenbudget.assertj;

import dev.tokenbudget.internal.run.Run;
import org.jspecify.annotations.Nullable;

/** Entry point of the assertions: {@code assertThat(recorder.run()).hasTotalAtMost(12_000)}. */
public final class TokenBudgetAssertions {

    private TokenBudgetAssertions() {}

    /** Begin to assert something of {@code actual}. */
    public static RunAssert assertThat(@Nullable Run actual) {
        return new RunAssert(actual);
    }
}
