package booking;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans the slots of all clinics for one day. Emergency clinics are open at night. */
public final class SlotPlanner {

    private static final Logger LOG = LoggerFactory.getLogger(SlotPlanner.class);
    private final List<Clinic> clinics;
    private final SlotStore store;

    public SlotPlanner(List<Clinic> clinics, SlotStore store) {
        this.clinics = clinics;
        this.store = store;
    }

    public void planAll(LocalDate day) {
        clinics.forEach(clinic -> {
            try {
                planDay(clinic, day);
            } catch (IllegalStateException e) {
                LOG.error("Cannot plan clinic {}, its day stays unplanned", clinic.id(), e);
            }
        });
    }

    private void planDay(Clinic clinic, LocalDate day) {
        SlotSequence slots = new SlotSequence(clinic.id());
        planMorning(clinic, day, slots);
        planAfternoon(clinic, day, slots);
        store.save(slots);
    }

    private void planMorning(Clinic clinic, LocalDate day, SlotSequence slots) {
        ZoneId zone = clinic.zone();
        LocalTime opens = clinic.opens();
        Duration length = clinic.slotLength();
        int count = (int) (Duration.between(opens, LocalTime.NOON).toMinutes() / length.toMinutes());
        ZonedDateTime midnight = day.atStartOfDay(zone);
        for (int i = 0; i < count; i++) {
            LocalDateTime local = day.atTime(opens).plus(length.multipliedBy(i));
            ZonedDateTime start = local.isBefore(day.atTime(clinic.nightEnds()))
                    ? midnight.plus(Duration.between(midnight.toLocalDateTime(), local))
                    : ZonedDateTime.ofLocal(local, zone, midnight.getOffset());
            slots.add(new Slot(start, length));
        }
    }

    private void planAfternoon(Clinic clinic, LocalDate day, SlotSequence slots) {
        ZonedDateTime start = day.atTime(LocalTime.NOON).atZone(clinic.zone());
        ZonedDateTime end = day.atTime(clinic.closes()).atZone(clinic.zone());
        while (start.isBefore(end)) {
            slots.add(new Slot(start, clinic.slotLength()));
            start = start.plus(clinic.slotLength());
        }
    }
}
