package dev.tokenbudget.internal.cli;

import dev.tokenbudget.internal.history.Period;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.store.History;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The sessions that a history in a folder holds. */
final class Sessions {

    private Sessions() {}

    static List<RunEntry> in(Path folder) {
        List<RunEntry> sessions = new ArrayList<>();
        try (History history = History.open("jdbc:sqlite:" + folder.resolve("history.db"))) {
            history.runs().forEach(Period.endingWith(LocalDate.now(ZoneOffset.UTC), 2), sessions::add);
        }
        return sessions;
    }
}
