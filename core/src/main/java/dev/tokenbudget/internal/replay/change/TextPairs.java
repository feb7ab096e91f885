package dev.tokenbudget.internal.replay.change;

import dev.tokenbudget.internal.replay.change.ListDiff.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out which text has become which: between two texts that were kept, one has become the one that stands in the same place. */
final class TextPairs {

    private final List<TextChange> changes = new ArrayList<>();
    private final List<PromptText> removed = new ArrayList<>();
    private final List<PromptText> added = new ArrayList<>();
    private final List<PromptText> gone = new ArrayList<>();
    private final List<PromptText> come = new ArrayList<>();

    void add(Edit<PromptText> edit) {
        switch (edit.kind()) {
            case KEPT -> pair();
            case REMOVED -> removed.add(edit.item());
            case ADDED -> added.add(edit.item());
        }
    }

    private void pair() {
        for (PromptText text : added) {
            Optional<PromptText> former =
                    removed.stream().filter(text::standsWhere).findFirst();
            former.ifPresentOrElse(
                    found -> {
                        removed.remove(found);
                        changes.add(TextChange.of(text.part(), text.place(), found.text(), text.text()));
                    },
                    () -> come.add(text));
        }
        gone.addAll(removed);
        removed.clear();
        added.clear();
    }

    /** Return what changed, came and went; what only stands elsewhere now did not. */
    List<TextChange> changes() {
        pair();
        come.removeIf(gone::remove);
        come.forEach(text -> changes.add(TextChange.of(text.part(), text.place(), "", text.text())));
        gone.forEach(text -> changes.add(TextChange.of(text.part(), text.place(), text.text(), "")));
        return changes;
    }
}
