package dev.tokenbudget.statistics;

/** Every rearrangement once, the observed one included, in lexicographic order of the smaller group. */
final class AllRearrangements extends Rearrangements {

    private final int[] drawn;
    private boolean started;

    AllRearrangements(double[] baseline, double[] candidate) {
        super(baseline, candidate);
        drawn = new int[smaller];
        for (int i = 0; i < smaller; i++) {
            drawn[i] = i;
        }
    }

    @Override
    boolean advance() {
        if (started && !next()) {
            return false;
        }
        started = true;
        double baseline = 0;
        double candidate = 0;
        for (int index : drawn) {
            baseline += ofBaseline[index];
            candidate += ofCandidate[index];
        }
        take(baseline, candidate);
        return true;
    }

    private boolean next() {
        int position = smaller - 1;
        while (position >= 0 && drawn[position] == ofBaseline.length - smaller + position) {
            position--;
        }
        if (position < 0) {
            return false;
        }
        drawn[position]++;
        for (int i = position + 1; i < smaller; i++) {
            drawn[i] = drawn[i - 1] + 1;
        }
        return true;
    }
}
