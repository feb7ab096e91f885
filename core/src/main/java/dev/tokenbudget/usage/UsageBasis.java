package dev.tokenbudget.usage;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** How the input of a call is known. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum UsageBasis {
    /** The provider reported it for this call. */
    REPORTED,
    /** The provider reported it when the call was recorded, and the request did not change. */
    RECORDED,
    /** What was recorded, and what the text that changed is estimated at. */
    ESTIMATED,
    /** The provider's endpoint that counts tokens counted it. */
    COUNTED,
    /** No recording answers the call: its prompt is estimated, and only a live run knows its output. */
    NEEDS_LIVE
}
