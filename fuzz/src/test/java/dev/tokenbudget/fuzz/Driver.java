package dev.tokenbudget.fuzz;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Where Jazzer enters; its argument names the target. */
public final class Driver {

    /** A reading that takes longer, by the clock and by the processor, is reported as a hang. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final OperatingSystemMXBean PROCESSOR =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static Target target = input -> {};

    private Driver() {}

    /** Choose the target, and have it load its classes, which takes long. */
    public static void fuzzerInitialize(String[] args) throws IOException {
        target = Targets.named(args[0]);
        target.read(new byte[0]);
    }

    /** Have one input read; what loads more classes takes long once, and a hang does each time. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        boolean once = isSlow(input);
        if (once && isSlow(input)) {
            throw new AssertionError(input.length + " bytes took longer than a second");
        }
    }

    private static boolean isSlow(byte[] input) throws IOException {
        long begun = System.nanoTime();
        long processor = PROCESSOR.getProcessCpuTime();
        target.read(input);
        return System.nanoTime() - begun > LONGEST_NANOS && PROCESSOR.getProcessCpuTime() - processor > LONGEST_NANOS;
    }
}
