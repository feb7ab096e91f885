package boxoffice;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps who holds which seat of one performance. */
public final class SeatHold {

    static final Duration HOLD = Duration.ofMinutes(8);
    static final int MOST_SEATS = 6;

    private final Map<Seat, Hold> holds = new HashMap<>();
    private final Map<Seat, Visitor> sold = new HashMap<>();

    /**
     * Hold seats for a visitor: all of them, or none.
     *
     * @throws SeatTakenException if one of the seats is sold, or held by somebody else
     * @throws TooManySeatsException if the visitor would hold more than six seats
     * @throws IllegalArgumentException if no seat is named, or one is named twice
     */
    public void hold(Visitor visitor, List<Seat> seats, Instant now) {
        Set<Seat> wanted = new HashSet<>(seats);
        if (wanted.isEmpty() || wanted.size() < seats.size()) {
            throw new IllegalArgumentException("Name each seat once, and at least one: " + seats);
        }
        for (Seat seat : seats) {
            if (sold.containsKey(seat) || isHeldByAnother(visitor, seat, now)) {
                throw new SeatTakenException(seat);
            }
        }
        long held = seatsHeldBy(visitor, now).stream().filter(seat -> !wanted.contains(seat)).count();
        if (held + wanted.size() > MOST_SEATS) {
            throw new TooManySeatsException(visitor, MOST_SEATS);
        }
        for (Seat seat : seats) {
            holds.put(seat, new Hold(visitor, now.plus(HOLD)));
        }
    }

    /**
     * Sell a seat to the visitor who holds it.
     *
     * @throws NotHeldException if this visitor does not hold the seat now
     */
    public void buy(Visitor visitor, Seat seat, Instant now) {
        Hold hold = holds.get(seat);
        if (hold == null || !hold.visitor().equals(visitor) || !hold.lasts(now)) {
            throw new NotHeldException(visitor, seat);
        }
        holds.remove(seat);
        sold.put(seat, visitor);
    }

    /** Return the seats that a visitor holds now. */
    public Set<Seat> seatsHeldBy(Visitor visitor, Instant now) {
        Set<Seat> seats = new HashSet<>();
        holds.forEach((seat, hold) -> {
            if (hold.visitor().equals(visitor) && hold.lasts(now)) {
                seats.add(seat);
            }
        });
        return seats;
    }

    /** Return whether anybody can hold the seat now. */
    public boolean isFree(Seat seat, Instant now) {
        Hold hold = holds.get(seat);
        return !sold.containsKey(seat) && (hold == null || !hold.lasts(now));
    }

    private boolean isHeldByAnother(Visitor visitor, Seat seat, Instant now) {
        Hold hold = holds.get(seat);
        return hold != null && hold.lasts(now) && !hold.visitor().equals(visitor);
    }

    private record Hold(Visitor visitor, Instant until) {

        boolean lasts(Instant now) {
            return now.isBefore(until);
        }
    }
}
