package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.history.BuildEntry;
import dev.tokenbudget.internal.text.Figures;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where a task's tokens moved.
 *
 * @param task the task's name
 * @param figure what of it moved
 * @param between the builds between which it moved most likely
 * @param widest the builds between which it moved with 95 % confidence
 * @param tokensBefore mean tokens of a run on the level before
 * @param tokensAfter mean tokens of a run on the level after
 * @param change by how much the figure moved: 0.12 for +12 %
 * @param gateFired whether a check of one of the builds around failed because of this task
 */
public record ChangePoint(
        String task,
        Figure figure,
        Range between,
        Range widest,
        double tokensBefore,
        double tokensAfter,
        double change,
        boolean gateFired) {

    /**
     * Two builds.
     *
     * @param before the last one that is on the former level
     * @param after the first one that is on the new level
     */
    public record Range(BuildEntry before, BuildEntry after) {

        private static final int DIGITS = 7;

        /** Return the commits, as {@code git log} takes them. */
        public String commits() {
            return name(before) + " and " + name(after);
        }

        /** Return the day in UTC of the first build on the new level. */
        public LocalDate day() {
            return LocalDate.ofInstant(after.at(), ZoneOffset.UTC);
        }

        private static String name(BuildEntry build) {
            return build.commit()
                    .map(commit -> commit.substring(0, Math.min(DIGITS, commit.length())))
                    .orElse("build " + build.id());
        }
    }

    /** Return that in words. */
    public String inWords() {
        return task + ": " + movement();
    }

    /** Return that in words, without the task. */
    public String movement() {
        String wider = widest.equals(between) ? "" : ", at the widest between " + widest.commits();
        return figure.inWords() + " moved by " + Figures.percent(change) + " between " + between.commits()
                + " ("
                + between.day() + ")" + wider + "; a run used " + Figures.count(Math.rint(tokensBefore))
                + " tokens before and "
                + Figures.count(Math.rint(tokensAfter)) + " after; " + (gateFired ? "the gate fired" : "no gate fired")
                + ".";
    }
}
