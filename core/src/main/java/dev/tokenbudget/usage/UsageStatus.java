package dev.tokenbudget.usage;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** How much of a call's usage is known. */
@API(status = Status.STABLE, since = "0.1")
public enum UsageStatus {
    /** The provider reported the usage of the whole call. */
    REPORTED,
    /** The answer was cut before its final usage: the numbers are a lower bound. */
    PARTIAL,
    /** The call consumed tokens that nobody reported. */
    UNKNOWN,
    /** The provider refused the attempt (an HTTP error without usage): it consumed nothing. */
    NOT_BILLED
}
