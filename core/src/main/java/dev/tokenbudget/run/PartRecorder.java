package dev.tokenbudget.run;

import java.time.Instant;

/** Records some of the calls of a run; all else is of the whole run. */
interface PartRecorder extends CallRecorder {

    /** Return the recorder of the whole run. */
    RunRecorder whole();

    @Override
    default Instant now() {
        return CallRecorder.of(whole()).now();
    }

    @Override
    default CallUnderWay begin() {
        return CallRecorder.of(whole()).begin();
    }

    @Override
    default void count(String unit, long number) {
        whole().count(unit, number);
    }

    @Override
    default void measure(String name, double value) {
        whole().measure(name, value);
    }

    @Override
    default MeasuredRun run() {
        return whole().run();
    }
}
