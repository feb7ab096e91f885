package dev.tokenbudget.internal.explanation;

import dev.tokenbudget.internal.text.Figures;
import java.util.List;

/** Says by how many tokens calls became larger or smaller. */
final class SizeText {

    /** Output that is read again as history is mentioned if it is more than this share of the whole. */
    private static final double NOTABLE = 0.1;

    private SizeText() {}

    /** Return the change of a call times the calls that changed, where all did by as much; else that of a run. */
    static String of(List<Share> shares) {
        return of(shares, Share.sum(shares, Share::tokens));
    }

    private static String of(List<Share> shares, double ofRun) {
        Span calls = Span.of(shares.stream().map(Share::sizeOfCall).toList()).orElse(Span.NOTHING);
        if (calls.isEven() && Math.signum(calls.middle()) == Math.signum(ofRun)) {
            return tokens(calls.middle()) + " a call × " + CallsText.count(ofRun / calls.middle());
        }
        String furthest = Math.signum(calls.furthest(ofRun)) == Math.signum(ofRun)
                ? " (up to " + change(calls.furthest(ofRun)) + " a call)"
                : "";
        return tokens(ofRun) + " a run" + furthest;
    }

    private static String tokens(double number) {
        return change(number) + " tokens";
    }

    private static String change(double change) {
        return Figures.change(Math.abs(change) < 1 ? Math.rint(change * 10) / 10 : Math.rint(change));
    }

    /** Say how the answers changed, also where later calls read them again. */
    static String ofOutput(List<Share> shares) {
        double all = Share.sum(shares, Share::tokens);
        double readAgain = Share.sum(shares, Share::readAgain);
        boolean notable = Math.abs(readAgain) > Math.abs(all) * NOTABLE;
        return notable
                ? of(shares, all - readAgain) + ", and " + tokens(readAgain) + " a run as history"
                : of(shares, all - readAgain);
    }
}
