package dev.tokenbudget.opentelemetry;

import dev.tokenbudget.testkit.ObservedRun;
import dev.tokenbudget.usage.ModelCall;

/** Receives a trace of another process, on whatever class path it finds itself, and prints what was charged. */
final class OneExport {

    private OneExport() {}

    /** Start here. */
    public static void main(String[] arguments) throws Exception {
        try (OtlpReceiver receiver = OtlpReceiver.start();
                ObservedRun run = ObservedRun.start("one export")) {
            String key = receiver.accept(run.run()).key();
            var unused = Requests.postTraces(receiver, key, Requests.json());
            ModelCall call = run.onlyCall();
            System.out.println(call.source() + " " + call.status() + " "
                    + call.usage().total().orElse(-1));
        }
        System.exit(0);
    }
}
