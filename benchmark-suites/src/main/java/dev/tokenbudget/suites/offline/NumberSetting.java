package dev.tokenbudget.suites.offline;

import java.util.Optional;

/** A system property that holds a number. */
record NumberSetting(String name) {

    /**
     * Return the whole number that is set, if one is.
     *
     * @throws IllegalArgumentException if it is none of 0 or more
     */
    Optional<Long> wholeNumber() {
        return set("[0-9]{1,9}", "must be a whole number of 0 or more").map(Long::valueOf);
    }

    /**
     * Return the number that is set, if one is.
     *
     * @throws IllegalArgumentException if it is none above 0
     */
    Optional<Double> numberAbove0(String example) {
        return set("(?!0+(\\.0*)?$)[0-9]{1,3}(\\.[0-9]{1,6})?", "must be a number above 0, like " + example)
                .map(Double::valueOf);
    }

    private Optional<String> set(String form, String demand) {
        String setting = System.getProperty(name, "");
        if (setting.isBlank()) {
            return Optional.empty();
        }
        if (!setting.matches(form)) {
            throw new IllegalArgumentException(name + " is \"" + setting + "\", but " + demand + ".");
        }
        return Optional.of(setting);
    }
}
