package dev.tokenbudget.internal.report;

import java.util.AbstractList;
import java.util.function.IntFunction;

/** A list whose elements are made each time that they are asked for: what is written one by one need not be in memory at once. */
public final class LazyList<T> extends AbstractList<T> {

    private final int size;
    private final IntFunction<T> element;

    /**
     * Make no element yet.
     *
     * @param size how many there are
     * @param element makes the one at a place, from 0
     */
    public LazyList(int size, IntFunction<T> element) {
        this.size = size;
        this.element = element;
    }

    @Override
    public T get(int index) {
        return element.apply(index);
    }

    @Override
    public int size() {
        return size;
    }
}
