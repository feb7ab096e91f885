package dev.tokenbudget.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.tokenbudget.usage.UsageStatus;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Tells what a failed call may have cost. */
final class ListenerFailure {

    private ListenerFailure() {}

    /** Return NOT_BILLED where the request was refused or never arrived; after a time-out or a cut answer it is unknown. */
    static UsageStatus statusAfter(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException
                    || cause instanceof ConnectException
                    || cause instanceof UnknownHostException) {
                return UsageStatus.NOT_BILLED;
            }
        }
        return UsageStatus.UNKNOWN;
    }
}
