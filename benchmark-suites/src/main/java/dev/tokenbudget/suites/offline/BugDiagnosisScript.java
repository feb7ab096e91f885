package dev.tokenbudget.suites.offline;

import dev.tokenbudget.suites.offline.Script.Wish;

/** The diagnosis of the night on which one clinic's day stayed unplanned. */
final class BugDiagnosisScript {

    private BugDiagnosisScript() {}

    static Script script() {
        return Script.of("booking.SlotPlanner")
                .uses(1, "The exception comes from planning the morning.", read("SlotPlanner.java"))
                .uses(1, "What did the planner log for this clinic?", grep("SlotPlanner"))
                .uses(0.75, "Now the class that refused the slot.", read("SlotSequence.java"))
                .uses(0.6, "Is it this clinic alone, and since when?", grep("2026-03-29T0[23]"))
                .uses(0.5, "Which hours does the clinic have?", read("Clinic.java"))
                .uses(0.4, "Did the job start when it should?", read("NightlyJobs.java"))
                .uses(0.1, "I want to rule out the database.", grep("Connections"))
                .uses(0.1, "And the traffic at that time.", grep("BookingApi"))
                .says(1, """
                        **Root cause.** On 29 March 2026 the clocks in Berlin go forward from 02:00 to 03:00 (daylight saving
                        time). `SlotPlanner.planMorning` counts the night slots as time elapsed since midnight, but the day
                        slots by wall clock. Up to 03:00 the two agree on every other day; on this one the night slots
                        02:00 to 02:45 do not exist and land on 03:00 to 03:45, and the first day slot, 03:00 by wall clock,
                        comes after them. `SlotSequence.add` is right to refuse it.""")
                .says(0.9, """
                        **Evidence.** The log says "slots 8 to 11 begin at 03:00+02:00 to 03:45+02:00", and the exception
                        names 03:00 after 03:45. Clinics that open at 07:30 or 08:00 were planned as usual.""")
                .says(1, """
                        **Fix.** Count in one way only: make each slot with `ZonedDateTime.ofLocal` and leave out those whose
                        local time lies in a gap of `zone.getRules()`, or count all of them as elapsed time and let the day
                        have 92 slots of a quarter of an hour.""")
                .says(0.6, """
                        **Until then.** Plan clinic 118 by hand for this day with `nightEnds` = 00:00, which makes all slots
                        by wall clock.""")
                .says(0.5, """
                        **Test.** Plan an emergency clinic for 29 March and 25 October 2026 in Europe/Berlin, and for an
                        ordinary day; expect increasing starts and no gap longer than a slot.""")
                .says(0.35, """
                        **Also seen.** `planAll` logs the error and goes on, so the job counts as successful; the watchdog
                        needed over half an hour. The job should report the number of clinics that stayed unplanned.""")
                .says(0.25, """
                        **Not the cause.** The job's start at 03:00 is correct: 65 minutes after 00:55 the clock shows 03:00.
                        The mail server's warnings began before and have nothing to do with it.""")
                .saysAtLength("", """
                        To go through it in detail: from 00:00 to 01:45 both ways of counting give the same eight slots. The
                        next four are asked for at wall-clock times that the day does not have. Adding a duration to a
                        ZonedDateTime moves along the time line, which is why they come out one hour later on the clock.
                        Resolving a local time in a gap moves it as well, but only for times inside the gap; 03:00 itself is
                        outside. So the order breaks at exactly one place, between the twelfth slot and the thirteenth.""");
    }

    private static Wish read(String file) {
        return new Wish("read_file", "{\"path\":\"src/main/java/booking/" + file + "\"}");
    }

    private static Wish grep(String pattern) {
        return new Wish("search_log", "{\"pattern\":\"" + pattern + "\"}");
    }
}
