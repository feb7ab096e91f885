package dev.tokenbudget.internal.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LineNumbersTest {

    @Test
    void hold_what_was_added_in_any_order_and_nothing_else() {
        for (int seed = 0; seed < 200; seed++) {
            SortedSet<Integer> expected = new TreeSet<>();
            LineNumbers numbers = new LineNumbers();
            for (int number : shuffled(new Random(seed))) {
                numbers.add(number);
                expected.add(number);
            }

            for (int number = 0; number <= 41; number++) {
                assertThat(numbers.contains(number))
                        .as("%d of %s", number, expected)
                        .isEqualTo(expected.contains(number));
                assertThat(numbers.countUpTo(number))
                        .as("up to %d of %s", number, expected)
                        .isEqualTo(expected.headSet(number + 1).size());
            }
        }
    }

    @Test
    void may_be_the_largest_there_is() {
        LineNumbers numbers = new LineNumbers();
        numbers.add(Integer.MAX_VALUE);
        numbers.add(Integer.MAX_VALUE - 1);

        assertThat(numbers.countUpTo(Integer.MAX_VALUE)).isEqualTo(2);
    }

    /** Some of the numbers from 1 to 40, some of them twice. */
    private static List<Integer> shuffled(Random chance) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 1; number <= 40; number++) {
            numbers.addAll(Collections.nCopies(chance.nextInt(3), number));
        }
        Collections.shuffle(numbers, chance);
        return numbers;
    }
}
