package dev.tokenbudget.internal.verdict;

/** What a figure of simulated builds is held to. */
record Bar(BuildFigure figure, double least, double most) {

    static Bar atLeast(double least, BuildFigure figure) {
        return new Bar(figure, least, Double.POSITIVE_INFINITY);
    }

    static Bar atMost(double most, BuildFigure figure) {
        return new Bar(figure, Double.NEGATIVE_INFINITY, most);
    }

    /** Whether {@code estimate} meets this, or misses it by no more than two standard errors. */
    boolean isMetBy(Estimate estimate) {
        return estimate.value() >= least - 2 * estimate.error() && estimate.value() <= most + 2 * estimate.error();
    }
}
