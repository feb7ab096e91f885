package dev.tokenbudget.junit;

import dev.tokenbudget.run.Capture;

/** Found by {@code ServiceLoader}, as the capture of an integration is. */
public final class CaptureOfTests implements Capture {

    static boolean begun;

    @Override
    public void begin() {
        begun = true;
    }
}
