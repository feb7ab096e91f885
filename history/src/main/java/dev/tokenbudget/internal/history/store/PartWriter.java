package dev.tokenbudget.internal.history.store;

import static dev.tokenbudget.internal.history.store.Schema.*;

import dev.tokenbudget.internal.history.CallEntry;
import dev.tokenbudget.internal.history.Entries;
import dev.tokenbudget.internal.history.RunEntry;
import dev.tokenbudget.internal.history.RunPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** Adds parts of runs in one transaction, each call once: a run that is there already grows by the calls that are new. */
final class PartWriter {

    private final DSLContext sql;

    PartWriter(DSLContext sql) {
        this.sql = sql;
    }

    AddedCalls write(List<RunPart> parts) {
        SortedSet<String> calls = new TreeSet<>();
        parts.forEach(part -> calls.addAll(part.callIds()));
        Set<String> unknown = insertNew(calls);
        SortedSet<String> covered = new TreeSet<>();
        parts.forEach(part -> covered.addAll(part.covered()));
        covered.removeAll(calls);
        insertNew(covered);

        List<RunEntry> begun = new ArrayList<>();
        int known = 0;
        int added = 0;
        for (RunPart part : sorted(parts)) {
            List<CallEntry> fresh = calls(part, unknown);
            known += part.callIds().size() - fresh.size();
            added += fresh.size();
            if (!fresh.isEmpty()) {
                Optional<GrowingRun> there = GrowingRun.find(sql, part.run().id());
                if (there.isPresent()) {
                    there.get().growBy(part.run(), fresh);
                } else {
                    begun.add(NumberedCalls.in(part.run(), fresh, 0));
                }
            }
        }
        Added runs = new EntryWriter(sql).write(Entries.of(begun));
        if (runs.runsKnown() > 0) {
            throw new HistoryException(
                    "Another process brought the same runs into the history at the same time, so the rest"
                            + " of this import was not added: import again, which counts nothing twice.");
        }
        return new AddedCalls(begun.size(), added, known);
    }

    private static List<RunPart> sorted(List<RunPart> parts) {
        return parts.stream()
                .sorted(Comparator.comparing(part -> part.run().id()))
                .toList();
    }

    /** Insert the ids that are not there yet, and return them. */
    private Set<String> insertNew(SortedSet<String> ids) {
        Rows rows = new Rows(COUNTED_CALLS);
        ids.forEach(id -> rows.add(Map.of(CALL_ID, id)));
        int[] inserted = rows.insertNew(sql);
        Set<String> fresh = new TreeSet<>();
        int row = 0;
        for (String id : ids) {
            if (inserted[row++] == 1) {
                fresh.add(id);
            }
        }
        return fresh;
    }

    private static List<CallEntry> calls(RunPart part, Set<String> ids) {
        List<CallEntry> calls = new ArrayList<>();
        for (int i = 0; i < part.callIds().size(); i++) {
            if (ids.contains(part.callIds().get(i))) {
                calls.add(part.run().calls().get(i));
            }
        }
        return calls;
    }
}
