package dev.tokenbudget.internal.statistics;

/**
 * What separates one session of runs from others besides the runs' own noise, on the logarithm of a ratio of means.
 *
 * @param variance of the logarithm
 * @param degreesOfFreedom how well the variance is known
 */
public record SessionEffect(double variance, double degreesOfFreedom) {

    /** Sessions that do not differ. */
    public static final SessionEffect NONE = new SessionEffect(0, 1);

    /** Return the density of an effect of {@code deviations} standard deviations, but for a constant factor. */
    double density(double deviations) {
        return StrictMath.pow(1 + deviations * deviations / degreesOfFreedom, -(degreesOfFreedom + 1) / 2);
    }

    /** Return the standard deviation. */
    public double deviation() {
        return Math.sqrt(variance);
    }

    /** Return this effect with a variance of at least {@code least}. */
    public SessionEffect atLeast(double least) {
        return least > variance ? new SessionEffect(least, degreesOfFreedom) : this;
    }
}
