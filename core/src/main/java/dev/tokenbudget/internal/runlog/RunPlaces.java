package dev.tokenbudget.internal.runlog;

import dev.tokenbudget.internal.json.JsonFile;
import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.run.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the runs of a task lie in a log that is too large to be kept in memory. */
final class RunPlaces extends RunsOfLog {

    private final Path file;
    private final String log;
    private int[] numbers = new int[4];
    private long[] begins = new long[4];
    private int[] lengths = new int[4];

    /**
     * Start with none.
     *
     * @param file where the log lies
     * @param log its name
     */
    RunPlaces(Path file, String log) {
        this.file = file;
        this.log = log;
    }

    @Override
    void keep(Run run, Line line) {
        if (size() == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * size());
            begins = Arrays.copyOf(begins, 2 * size());
            lengths = Arrays.copyOf(lengths, 2 * size());
        }
        numbers[size()] = line.number();
        begins[size()] = line.begin();
        lengths[size()] = line.length();
    }

    @Override
    List<Run> read() {
        List<Run> runs = new ArrayList<>(size());
        try (FileChannel bytes = FileChannel.open(file)) {
            for (int i = 0; i < size(); i++) {
                runs.add(run(bytes, i));
            }
            return runs;
        } catch (IOException e) {
            throw SessionLog.unreadable(file, e);
        }
    }

    private Run run(FileChannel bytes, int i) throws IOException {
        byte[] line = new byte[lengths[i]];
        ByteBuffer rest = ByteBuffer.wrap(line);
        int read = 0;
        while (rest.hasRemaining() && read >= 0) {
            read = bytes.read(rest, begins[i] + rest.position());
        }
        return SealedLine.open(log, line)
                .map(whole -> JsonFile.readLine(file, numbers[i], whole.json(), LogLine.class))
                .flatMap(found -> Optional.ofNullable(found.run()))
                .map(RunJson::toRun)
                .orElseThrow(() -> new MalformedFileException(
                        file,
                        "line " + numbers[i] + " changed while the log was judged. Let nothing write there"
                                + " meanwhile, and run this goal again."));
    }
}
