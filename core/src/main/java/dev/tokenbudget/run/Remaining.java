package dev.tokenbudget.run;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a run may still use: of what its {@code @TokenBudget} allows, and of what {@code tokenbudget.maxTotal} and {@code
 * tokenbudget.maxCostUsd} allow all runs together, whichever is less. What nothing limits is absent. Calls count once they have
 * ended.
 *
 * @param total input + output tokens that are left
 * @param input input tokens that are left
 * @param output output tokens that are left
 * @param calls calls that are left
 * @param costUsd US dollars that are left
 * @param usedShare how much has been used of the limit of which the largest share was used, 0 to 1 and above; 0 where nothing
 *     is limited. From 0.8 on, an agent does well to come to an end
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Remaining(
        OptionalLong total,
        OptionalLong input,
        OptionalLong output,
        OptionalLong calls,
        Optional<BigDecimal> costUsd,
        double usedShare) {

    /** Nothing is limited. */
    public static final Remaining UNLIMITED = new Remaining(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            0);
}
