package dev.tokenbudget.fuzz;

import java.util.Arrays;
import java.util.List;

/**
 * An input whose first byte selects what the rest of it is.
 *
 * @param selector the first byte, from 0 to 255
 * @param rest all others
 */
record Selected(int selector, byte[] rest) {

    static Selected of(byte[] input) {
        return input.length == 0
                ? new Selected(0, input)
                : new Selected(input[0] & 0xFF, Arrays.copyOfRange(input, 1, input.length));
    }

    <T> T from(List<T> choices) {
        return choices.get(selector % choices.size());
    }
}
