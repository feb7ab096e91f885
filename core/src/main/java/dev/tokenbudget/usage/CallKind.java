package dev.tokenbudget.usage;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** What a model call was made for. */
@API(status = Status.STABLE, since = "0.1")
public enum CallKind {
    /** Text, images or audio are generated. */
    INFERENCE,
    /** Vectors are computed; there is no output. */
    EMBEDDING,
    /** Documents are ranked. */
    RERANK
}
