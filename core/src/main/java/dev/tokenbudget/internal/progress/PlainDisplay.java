package dev.tokenbudget.internal.progress;

import dev.tokenbudget.internal.text.ForeignText;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One line per run, for logs. */
public final class PlainDisplay implements ProgressDisplay {

    private final Consumer<String> lines;
    private final Map<String, String> places = new HashMap<>();

    /** Show progress line by line. */
    public PlainDisplay(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void show(ProgressEvent event, Progress progress) {
        if (event instanceof ProgressEvent.Begun begun) {
            places.put(begun.task() + begun.number(), ProgressText.place(begun));
        } else if (event instanceof ProgressEvent.Ended ended) {
            String place = places.getOrDefault(ended.task() + ended.number(), "run " + ended.number());
            lines.accept(ForeignText.line(ended.task()) + ": " + place + " " + ProgressText.result(ended) + "; "
                    + ProgressText.soFar(progress) + ", " + ProgressText.left(progress));
        }
    }

    @Override
    public void tick(Progress progress) {}

    @Override
    public void end() {}
}
