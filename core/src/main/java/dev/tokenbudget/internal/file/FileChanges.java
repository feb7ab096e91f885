package dev.tokenbudget.internal.file;

import dev.tokenbudget.internal.json.MalformedFileException;
import dev.tokenbudget.internal.text.ClassLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes of files that belong together: each file is written whole, and either all of them change or, as far as the file
 * system lets it, none.
 */
public final class FileChanges {

    private static final ClassLog LOG = new ClassLog(FileChanges.class);

    private final Map<Path, Optional<FileContent>> changes = new LinkedHashMap<>();

    /** Write a single file so that a reader, or a crash, finds the old one or the new one, never a half. */
    public static void write(Path file, String text) {
        FileChanges changes = new FileChanges();
        changes.add(file, text);
        changes.make();
    }

    /** Write a single file as {@link #write(Path, String)} does, whose text need not be in memory as a whole. */
    public static void write(Path file, FileContent.Text text) {
        FileChanges changes = new FileChanges();
        changes.changes.put(file, Optional.of(FileContent.of(text)));
        changes.make();
    }

    /** Add that {@code text} is written to {@code file}. */
    public void add(Path file, String text) {
        changes.put(file, Optional.of(FileContent.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Add that {@code file}, which exists, is deleted. */
    public void addDeletion(Path file) {
        changes.put(file, Optional.empty());
    }

    /** Return the files that are to change, in the order in which they were added. */
    public List<Path> files() {
        return List.copyOf(changes.keySet());
    }

    /**
     * Make the changes.
     *
     * @throws MalformedFileException if a file cannot be written or deleted; the message names those that changed all the
     *     same, where there are any
     */
    public void make() {
        Map<Path, StagedFile> staged = new HashMap<>();
        try {
            stage(staged);
            replace(staged);
        } finally {
            staged.values().forEach(FileChanges::drop);
        }
    }

    private void stage(Map<Path, StagedFile> staged) {
        changes.forEach((file, content) -> {
            if (content.isPresent()) {
                try {
                    staged.put(file, StagedFile.of(file, content.get()));
                } catch (IOException e) {
                    throw failure(file, e, List.of());
                }
            }
        });
    }

    private void replace(Map<Path, StagedFile> staged) {
        Map<Path, Optional<byte[]>> before = new LinkedHashMap<>();
        for (Path file : changes.keySet()) {
            try {
                before.put(file, changes.size() == 1 ? Optional.empty() : content(file));
                StagedFile fresh = staged.get(file);
                if (fresh == null) {
                    Files.delete(file);
                } else {
                    fresh.takePlace();
                }
            } catch (IOException e) {
                before.remove(file);
                throw failure(file, e, restore(before));
            }
        }
        staged.clear();
        before.keySet().stream()
                .map(file -> file.toAbsolutePath().getParent())
                .distinct()
                .forEach(FileChanges::flush);
    }

    /** Restore the previous contents; return the files for which that failed. */
    private static Collection<Path> restore(Map<Path, Optional<byte[]>> before) {
        Set<Path> changed = new LinkedHashSet<>();
        before.forEach((file, content) -> {
            try {
                if (content.isPresent()) {
                    StagedFile.of(file, FileContent.of(content.get())).takePlace();
                } else {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                changed.add(file);
            }
        });
        return changed;
    }

    private MalformedFileException failure(Path file, IOException cause, Collection<Path> changed) {
        String others = changes.size() == 1
                ? ""
                : changed.isEmpty()
                        ? " None of the " + changes.size() + " files was changed."
                        : " These were changed before and could not be put back: "
                                + changed.stream().map(Path::toString).collect(Collectors.joining(", "))
                                + "; the others were not.";
        String verb = changes.getOrDefault(file, Optional.empty()).isPresent() ? "written" : "deleted";
        return new MalformedFileException(file, "cannot be " + verb + ": " + cause + "." + others, cause);
    }

    private static Optional<byte[]> content(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
    }

    private static void drop(StagedFile file) {
        try {
            file.drop();
        } catch (IOException e) {
            LOG.get().log(System.Logger.Level.WARNING, file.fresh() + " cannot be deleted: " + e + ".");
        }
    }

    /** A folder's entries survive a crash once the folder is flushed, which Windows neither allows nor needs. */
    private static void flush(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.get().log(System.Logger.Level.DEBUG, folder + " cannot be flushed: " + e + ".");
        }
    }
}
