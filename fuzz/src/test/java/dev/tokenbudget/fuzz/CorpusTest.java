package dev.tokenbudget.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads every seed as it is, cut, and with a flipped bit: what the long round of {@link FuzzingTest} begins with. */
class CorpusTest {

    private static final int CHANGES_OF_A_SEED = 12;

    static Stream<String> targets() {
        return Targets.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void every_seed_and_what_is_left_of_it_is_read_as_it_should_be(String name) throws IOException {
        Target target = Targets.named(name);
        for (Path seed : Corpus.seeds(name)) {
            byte[] bytes = Files.readAllBytes(seed);
            read(target, bytes, seed.toString());
            int step = Math.max(1, bytes.length / CHANGES_OF_A_SEED);
            for (int at = 0; at < bytes.length; at += step) {
                read(target, Arrays.copyOf(bytes, at), seed + ", its first " + at + " bytes");
                read(target, flipped(bytes, at), seed + " with a flipped bit in byte " + at);
            }
        }
    }

    @Test
    void every_folder_of_seeds_has_a_target() throws IOException {
        try (Stream<Path> folders = Files.list(Corpus.FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Targets.ALL.keySet());
        }
    }

    private static void read(Target target, byte[] input, String what) throws IOException {
        try {
            target.read(input);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what + ": " + e, e);
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= (byte) (1 << at % 8);
        return other;
    }
}
