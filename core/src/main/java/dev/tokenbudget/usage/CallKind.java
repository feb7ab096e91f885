package dev.tokenbudget.usage;

/** What a model call was made for. */
public enum CallKind {
    /** Text, images or audio are generated. */
    INFERENCE,
    /** Vectors are computed; there is no output. */
    EMBEDDING,
    /** Documents are ranked. */
    RERANK
}
