package booking;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** The slots of one clinic and day, in order. */
public final class SlotSequence {

    private final long clinicId;
    private final List<Slot> slots = new ArrayList<>();

    public SlotSequence(long clinicId) {
        this.clinicId = clinicId;
    }

    public long clinicId() {
        return clinicId;
    }

    public List<Slot> slots() {
        return List.copyOf(slots);
    }

    /**
     * Add a slot after those that are there.
     *
     * @throws IllegalStateException if it does not begin after the one before it
     */
    public void add(Slot slot) {
        if (!slots.isEmpty()) {
            ZonedDateTime last = slots.get(slots.size() - 1).start();
            // Compared by wall clock, because that is what the receptionists see.
            if (!slot.start().toLocalDateTime().isAfter(last.toLocalDateTime())) {
                throw new IllegalStateException("Slot " + slot.start() + " is not after the slot before it, " + last);
            }
        }
        slots.add(slot);
    }
}
