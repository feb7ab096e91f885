package shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a customer is about to buy. */
public final class Basket {

    /** An article in it. */
    public record Item(String article, int count, BigDecimal price) {

        public Item {
            if (count < 1) {
                throw new IllegalArgumentException("No " + article + " at all");
            }
        }

        BigDecimal total() {
            return price.multiply(BigDecimal.valueOf(count));
        }
    }

    private final List<Item> items = new ArrayList<>();

    public void add(String article, int count, String price) {
        items.add(new Item(article, count, new BigDecimal(price)));
    }

    public int size() {
        return items.stream().mapToInt(Item::count).sum();
    }

    public BigDecimal total() {
        return items.stream().map(Item::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public BigDecimal reducedBy(int percent) {
        return total().multiply(BigDecimal.valueOf(100 - percent, 2)).setScale(2, RoundingMode.HALF_UP);
    }

    public Optional<String> dearest() {
        return items.stream().max(Comparator.comparing(Item::total)).map(Item::article);
    }
}
