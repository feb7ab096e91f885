package dev.tokenbudget.assertj;

import dev.tokenbudget.run.MeasuredRun;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/** Entry point of the assertions: {@code assertThat(recorder.run()).hasTotalAtMost(12_000)}. */
@API(status = Status.STABLE, since = "0.1")
public final class TokenBudgetAssertions {

    private TokenBudgetAssertions() {}

    /**
     * Begin to assert something of {@code actual}.
     *
     * @param actual the run to look at, from {@code RunRecorder.run()}
     * @return the assertions on it
     */
    public static RunAssert assertThat(@Nullable MeasuredRun actual) {
        return new RunAssert(actual);
    }
}
