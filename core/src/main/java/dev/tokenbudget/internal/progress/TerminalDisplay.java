package dev.tokenbudget.internal.progress;

import dev.tokenbudget.internal.progress.ProgressEvent.Begun;
import dev.tokenbudget.internal.text.ForeignText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** One line that is overwritten for the runs under way, and one line that stays for each finished task. */
public final class TerminalDisplay implements ProgressDisplay {

    private static final String BEGIN_OF_LINE_CLEARED = "\r\u001B[K";
    private static final int FEWEST_COLUMNS = 20;

    private final PrintStream terminal;
    private final IntSupplier columns;
    private final LongSupplier nanos;
    private final long begin;

    /**
     * Show progress on a terminal.
     *
     * @param terminal the terminal, which knows ANSI's "erase in line"
     * @param columns its width now
     * @param nanos the time in nanoseconds
     */
    public TerminalDisplay(PrintStream terminal, IntSupplier columns, LongSupplier nanos) {
        this.terminal = terminal;
        this.columns = columns;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    @Override
    public void show(ProgressEvent event, Progress progress) {
        if (event instanceof ProgressEvent.Done done) {
            line("  " + ForeignText.line(done.task()) + ": " + ProgressText.summary(progress.runsOf(done.task())));
        }
        tick(progress);
    }

    @Override
    public void tick(Progress progress) {
        terminal.print(BEGIN_OF_LINE_CLEARED + fitting(status(progress)));
        terminal.flush();
    }

    @Override
    public void end() {
        terminal.print(BEGIN_OF_LINE_CLEARED);
        terminal.flush();
    }

    private void line(String text) {
        terminal.print(BEGIN_OF_LINE_CLEARED + text + System.lineSeparator());
    }

    private String status(Progress progress) {
        String time = ProgressText.clock(Duration.ofNanos(nanos.getAsLong() - begin));
        if (progress.plan().isEmpty()) {
            return "  " + time + "  looking for tasks";
        }
        return "  " + time + "  " + running(progress.underWay()) + "  |  " + ProgressText.soFar(progress) + "  |  "
                + ProgressText.left(progress);
    }

    private static String running(List<Begun> underWay) {
        if (underWay.isEmpty()) {
            return "between runs";
        }
        Begun first = underWay.get(0);
        String others = underWay.size() == 1 ? "" : " and " + (underWay.size() - 1) + " more";
        return ForeignText.line(first.task()) + " " + ProgressText.place(first) + others;
    }

    /** A line that fills the last column would wrap, and could not be written over. */
    private String fitting(String line) {
        int room = Math.max(FEWEST_COLUMNS, columns.getAsInt()) - 1;
        return line.length() <= room ? line : line.substring(0, room - 1) + "…";
    }
}
