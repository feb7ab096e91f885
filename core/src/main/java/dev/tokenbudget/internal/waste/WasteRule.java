package dev.tokenbudget.internal.waste;

/** Finds one kind of waste. */
@FunctionalInterface
interface WasteRule {

    /** Claim what {@code task} need not have spent, of what is not claimed yet. */
    void claim(SpentTask task, Claims claims);
}
