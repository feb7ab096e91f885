package dev.tokenbudget.internal.run;

/** How the test that made a run ended. */
public enum Outcome {
    /** The test passed: the run is a sample. */
    SUCCEEDED,
    /** The test failed: the run is counted, never measured. */
    FAILED,
    /** An assumption was not met: the run is counted, never measured. */
    ABORTED
}
