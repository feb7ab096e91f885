package dev.tokenbudget.suites.offline;

/** A plan for the sprint, the work each story makes, and the tester's opinion of it. */
final class SprintPlanningScripts {

    private SprintPlanningScripts() {}

    static Script planner() {
        return Script.of("## S-01 ")
                .says(1, "Goal: positions of the vans come in reliably. Capacity 30 points; S-02 comes first.")
                .says(1, """
                        PLAN S-02: everything about positions waits for it, so it starts on the first day
                        PLAN S-05: a fault that 41 recipients saw, two points
                        PLAN S-09: no security fixes after next month; book the night with operations today
                        PLAN S-04: small, and S-06 needs it""")
                .says(0.7, "PLAN S-07: once S-02 is through its load test, dispatchers get the first use of it")
                .says(0.6, "PLAN S-11: translations are there, a good start for the part-time developer")
                .says(0.5, "PLAN S-12: the nightly report breaks when the events table grows, so before S-02 goes live")
                .says(0.45, "PLAN S-06: follows S-04 if that is done by the middle of week two")
                .says(0.3, "PLAN S-10: three customers ask for it, and it depends on nothing")
                .says(1, """
                        LATER S-03: the contract is not signed; legal answers in about three weeks
                        LATER S-08: have the design reviewed on Thursday, and build it in the next sprint
                        LATER S-01: five points more than fit, and it needs S-02 in production""")
                .says(0.5, """
                        Risk: the load test of S-02 needs an hour with 900 simulated vans, and nobody has named the machine
                        for it yet. Whoever takes S-02 should settle that on the first day.""")
                .says(
                        0.35,
                        "Risk: the tester is alone, and four stories become ready in the same three days of week two.")
                .saysAtLength("", """
                        Why at length: the order follows from two chains, S-02 before S-01 and S-07, and S-04 before S-06. All
                        else can move freely, so it fills the gaps of the people who wait. I kept two points free, because the
                        last three sprints delivered 27, 31 and 28.""");
    }

    static Script developer() {
        return Script.of("Break this story down")
                .says("# S-02", 1, """
                        - endpoint that takes a batch of positions, answers before it stores them (1 day)
                        - queue that survives a restart, at-least-once, positions made unique by van and time (2 days)
                        - load test: 900 vans, every 30 seconds, one hour, restart in the middle (1.5 days)""")
                .says("# S-02", 0.5, "- dashboard for the lag of the queue, and an alarm above two minutes (0.5 days)")
                .says("# S-04", 1, """
                        - field for the safe place, at most 200 characters, in the recipient's settings (0.5 days)
                        - show it in the driver's app before ringing (0.5 days)""")
                .says("# S-05", 1, """
                        - map "returned to sender" to its own status, with a test for each event that the depots send (0.5 days)
                        - correct the parcels of the last 30 days once (0.25 days)""")
                .says("# S-06", 1, """
                        - upload from the driver's app, shrunk to 300 KB (1 day)
                        - delete after 30 days, by a rule of the storage and not by a job (0.5 days)""")
                .says("# S-07", 1, """
                        - detect a van that stood still for 20 minutes outside a stop, from the stream of S-02 (1 day)
                        - warning on the dispatcher's screen, one a van and hour (0.5 days)""")
                .says("# S-09", 1, """
                        - try the upgrade on the staging system, with a copy of last night's queues (1 day)
                        - book the maintenance window, write down the way back (0.25 days)
                        - upgrade at night, two people (0.5 days)""")
                .says("# S-10", 1, """
                        - CSV with the columns of the invoice, UTF-8 with a byte order mark for the spreadsheets (1 day)
                        - button in the customers' portal, limited to one month (0.5 days)""")
                .says(
                        "# S-11",
                        1,
                        "- take 64 texts out of the code, load the two translations, check the lengths (1 day)")
                .says("# S-12", 1, """
                        - index for the report's query, and the query by depot and day (0.5 days)
                        - run it against 100 times the events (0.5 days)""")
                .says(0.5, "- unknown: who can answer questions about it while the product owner is away on Tuesday")
                .says(0.4, "- can be shown behind a switch before all of it is done, which makes the review smaller")
                .saysAtLength("# S-", """
                        In detail: I assumed half a day of reviews a story, that the test data of the last sprint can be used
                        again, and that no two people need the staging system at the same hour. If one of these turns out wrong,
                        the story gets a day longer, and I would rather say so on the day than at the end.""");
    }

    static Script tester() {
        return Script.of("Say what you would test")
                .says(1, """
                        S-02: restart during the load test; the same batch twice; a van whose clock is wrong by a day
                        S-05: each event once, and a parcel that was returned and sent again
                        S-09: messages sent before and read after the upgrade; the way back, tried once""")
                .says(
                        "S-07",
                        1,
                        "S-07: a van in a traffic jam, a van at a stop for 25 minutes, a van without reception")
                .says("S-06", 1, "S-06: a photo without reception, a photo after 30 days, a photo of somebody's face")
                .says("S-12", 1, "S-12: the same numbers as the old report for three depots")
                .says("S-11", 1, "S-11: the longest text on the smallest screen, in both languages")
                .says("S-10", 1, "S-10: a name with a semicolon, a month without deliveries, a month with 40,000")
                .says("# S-", 0.25, """
                        REWORK S-02: the load test comes last; without its machine being booked now the story cannot be accepted
                        REWORK S-09: nothing is said about messages that are under way during the window""")
                .says(
                        "# S-",
                        0.15,
                        "REWORK S-04: what does a driver see who started the tour before the place was named?")
                .says(0.4, """
                        Order for me: S-05 first, because it is small and urgent, then whatever belongs to S-02, so that there is
                        time for a second load test.""")
                .saysAtLength("", """
                        In detail: I plan half a day for each story and a day for S-02. What I cannot test before the sprint ends
                        is the behaviour after 30 days; for that I move the clock of the staging system.""");
    }

    static Script reviewer() {
        return Script.of("Go over this plan")
                .says(1, """
                        The order holds: S-02 comes before what needs it, and nothing that waits for others is planned.""")
                .says(0.7, """
                        Capacity: the part-time developer has work for the first week only; S-12 could move to the second.""")
                .says(0.5, """
                        Missing: who is called when the upgrade of S-09 has to be taken back at night.""")
                .says(0.3, """
                        Could go wrong: the load test and the upgrade both want the staging system on the third day.""")
                .saysAtLength("", """
                        In detail: I counted the effort twice, once by story and once by day, and both come to 27 days of work,
                        which leaves two for reviews.""");
    }
}
