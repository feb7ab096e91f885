package dev.tokenbudget.internal.verdict;

import dev.tokenbudget.internal.baseline.BaselineBuild;
import dev.tokenbudget.internal.baseline.TaskBaseline;
import dev.tokenbudget.internal.replay.CommitAge;
import dev.tokenbudget.internal.replay.Recordings;
import dev.tokenbudget.internal.replay.TaskRecording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a recording comes from.
 *
 * @param fingerprint what stands for the recording
 * @param commit the commit that was checked out, where it is known
 * @param day when the recorded runs were made, in UTC: the day of the accepted build of that commit, else that of the commit
 * @param behind how many commits it lies behind the one that is checked out, where that is known
 */
public record RecordingOrigin(
        String fingerprint, Optional<String> commit, Optional<LocalDate> day, OptionalInt behind) {

    private static final int DIGITS = 10;

    static RecordingOrigin of(TaskRecording recording, Recordings all, Optional<TaskBaseline> accepted) {
        Optional<CommitAge> age = all.age(recording);
        return new RecordingOrigin(
                recording.fingerprint(),
                recording.commit(),
                build(recording, accepted)
                        .map(BaselineBuild::date)
                        .or(() -> age.map(CommitAge::date))
                        .map(RecordingOrigin::day),
                age.map(CommitAge::behind).orElse(OptionalInt.empty()));
    }

    /** Return the accepted build that made the recorded runs, as far as their commit tells. */
    static Optional<BaselineBuild> build(TaskRecording recording, Optional<TaskBaseline> accepted) {
        return accepted.stream()
                .flatMap(baseline -> baseline.builds().stream())
                .filter(build ->
                        recording.commit().isPresent() && build.commit().equals(recording.commit()))
                .findFirst();
    }

    private static LocalDate day(Instant date) {
        return date.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Return this as the end of a sentence, such as "live on 2026-11-20". */
    public String inWords() {
        return day.map(known -> "live on " + known)
                .or(() -> commit.map(known -> "live at commit " + known.substring(0, Math.min(known.length(), DIGITS))))
                .orElse("live at an unknown commit");
    }
}
