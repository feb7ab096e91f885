package dev.tokenbudget.testkit;

import dev.tokenbudget.integration.Capture;
import java.util.ServiceLoader;

/** Begins and ends all captures as a session does, and prints the name of each. */
public final class EveryCapture {

    private EveryCapture() {}

    /** Start here. */
    public static void main(String[] arguments) {
        for (Capture capture : ServiceLoader.load(Capture.class)) {
            capture.begin();
            capture.end();
            System.out.println(capture.getClass().getSimpleName());
        }
    }
}
