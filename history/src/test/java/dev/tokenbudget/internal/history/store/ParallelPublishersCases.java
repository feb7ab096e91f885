package dev.tokenbudget.internal.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty processes add the same builds to a new history at the same time, and half of them are killed meanwhile. */
@Tag("slow")
abstract class ParallelPublishersCases {

    private static final int PUBLISHERS = 20;
    private static final int KILLED = 128 + 9;
    private static final GeneratedHistory GENERATED = new GeneratedHistory(10, 4, 3);

    @TempDir
    Path folder;

    abstract String url();

    /** Publishes its own build and those of its two neighbours, so that each build is published by three processes. */
    static final class Publisher {
        public static void main(String[] arguments) {
            int own = Integer.parseInt(arguments[1]);
            try (History history = History.open(arguments[0])) {
                for (int i = 0; i < 3; i++) {
                    history.add(GENERATED.entries((own + i) % PUBLISHERS));
                }
            }
        }
    }

    @Test
    void every_build_is_there_once_and_whole() throws IOException, InterruptedException {
        String url = url();
        Map<Integer, Process> publishers = new TreeMap<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers.put(i, start(url, i, "first"));
        }
        int killed = killSome(publishers);
        List<Integer> unfinished = unfinished(publishers, "first");
        assertThat(unfinished).isNotEmpty().hasSizeLessThanOrEqualTo(killed);
        Map<Integer, Process> again = new TreeMap<>();
        for (int publisher : unfinished) {
            again.put(publisher, start(url, publisher, "second"));
        }
        assertThat(unfinished(again, "second")).isEmpty();

        try (History history = History.open(url)) {
            List<Entries> kept = new ArrayList<>();
            history.forEachSince(LocalDate.EPOCH, kept::add);
            assertThat(kept.get(0).builds()).hasSize(PUBLISHERS);
            Map<String, RunEntry> runs = new HashMap<>();
            kept.forEach(entries -> entries.runs()
                    .forEach(run -> assertThat(runs.put(run.id(), run)).isNull()));
            for (int i = 0; i < PUBLISHERS; i++) {
                for (RunEntry run : GENERATED.entries(i).runs()) {
                    assertThat(runs)
                            .hasEntrySatisfying(
                                    run.id(), found -> assertThat(found.calls()).isEqualTo(run.calls()));
                }
            }
            assertThat(runs).hasSize(PUBLISHERS * 10 * 4);
            assertThat(history.reader().usage(twoWeeks(), Set.of()))
                    .singleElement()
                    .satisfies(usage -> assertThat(usage.sum().tokens()).isEqualTo(tokens()));
            assertThat(history.reader().points(twoWeeks()))
                    .hasSize(PUBLISHERS * 10)
                    .allSatisfy(point -> assertThat(point.runs()).isEqualTo(4));
        }
    }

    private Process start(String url, int publisher, String time) throws IOException {
        return ChildProcess.start(Publisher.class, output(publisher, time), url, String.valueOf(publisher));
    }

    private Path output(int publisher, String time) {
        return folder.resolve("publisher-" + publisher + "-" + time + ".txt");
    }

    /** Kill every other process, each somewhere in the time that they take, and return how many were killed. */
    private static int killSome(Map<Integer, Process> publishers) throws InterruptedException {
        Random random = new Random(1);
        int killed = 0;
        for (Map.Entry<Integer, Process> publisher : publishers.entrySet()) {
            if (publisher.getKey() % 2 == 0) {
                publisher.getValue().waitFor(random.nextInt(4000), TimeUnit.MILLISECONDS);
                if (publisher.getValue().isAlive()) {
                    publisher.getValue().destroyForcibly();
                    killed++;
                }
            }
        }
        return killed;
    }

    private List<Integer> unfinished(Map<Integer, Process> publishers, String time)
            throws InterruptedException, IOException {
        List<Integer> unfinished = new ArrayList<>();
        for (Map.Entry<Integer, Process> publisher : publishers.entrySet()) {
            int end = publisher.getValue().waitFor();
            if (end != 0) {
                unfinished.add(publisher.getKey());
                assertThat(end).as("%s", said(publisher.getKey(), time)).isEqualTo(KILLED);
            }
        }
        return unfinished;
    }

    private String said(int publisher, String time) throws IOException {
        Path output = output(publisher, time);
        return Files.exists(output) ? Files.readString(output) : "";
    }

    private static Period twoWeeks() {
        LocalDate first = LocalDate.of(2024, 11, 30);
        return new Period(first, first.plusDays(14));
    }

    private static long tokens() {
        long tokens = 0;
        for (int i = 0; i < PUBLISHERS; i++) {
            tokens += GENERATED.entries(i).runs().stream()
                    .flatMap(run -> run.calls().stream())
                    .map(CallEntry::usage)
                    .mapToLong(usage -> usage.total().orElseThrow())
                    .sum();
        }
        return tokens;
    }
}
