package dev.tokenbudget.internal.history.importing;

import dev.tokenbudget.internal.history.store.Added;
import dev.tokenbudget.internal.history.store.AddedCalls;
import dev.tokenbudget.internal.run.UserKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts what comes in, what was there already and what is left out, while files are read. */
final class ImportTally {

    private static final int NAMED = 10;
    private static final String NO_KEY =
            "users' ids, because there is no key to hash them with: set tokenbudget.userKey or " + UserKey.VARIABLE;

    private final Optional<UserKey> userKey;
    private final List<LeftOut> named = new ArrayList<>();
    private final Map<String, Long> nothingToCount = new TreeMap<>();
    private final Map<String, Long> notKept = new TreeMap<>();
    private AddedCalls calls = AddedCalls.NONE;
    private long leftOut;
    private int reported;
    private int reportedKnown;

    ImportTally(Optional<UserKey> userKey) {
        this.userKey = userKey;
    }

    void leftOut(LeftOut what) {
        leftOut++;
        if (named.size() < NAMED) {
            named.add(what);
        }
    }

    void nothingToCount(String what) {
        nothingToCount.merge(what, 1L, Long::sum);
    }

    void notKept(String what) {
        notKept.merge(what, 1L, Long::sum);
    }

    /** Return what is kept of a user's id. */
    Optional<String> user(String id) {
        if (userKey.isEmpty()) {
            notKept(NO_KEY);
        }
        return userKey.map(key -> key.hash(id));
    }

    /** Note calls that steps around or within counted ones told again. */
    void repeated(int times) {
        for (int i = 0; i < times; i++) {
            nothingToCount(Reasons.REPEATED);
        }
    }

    /** Note a call that the same import brought before. */
    void known() {
        calls = calls.plus(new AddedCalls(0, 0, 1));
    }

    void added(AddedCalls more) {
        calls = calls.plus(more);
    }

    void added(Added more) {
        calls = calls.plus(new AddedCalls(more.runs(), more.calls(), more.runsKnown()));
        reported += more.reported();
        reportedKnown += more.reportedKnown();
    }

    ImportSummary summary(int files) {
        return new ImportSummary(files, calls, reported, reportedKnown, leftOut, named, nothingToCount, notKept);
    }
}
