package dev.tokenbudget.suites.offline;

/** Tests for the holding of seats, rule by rule. */
final class TestGenerationScript {

    private TestGenerationScript() {}

    static Script script() {
        return Script.of("class SeatHold")
                .says(1, """
                        ```java
                        class SeatHoldTest {

                            private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
                            private final SeatHold holds = new SeatHold();
                            private final Visitor ada = new Visitor("ada");
                            private final Visitor ben = new Visitor("ben");""")
                .says("R1:", 0.95, """
                            @Test // R1
                            void holds_a_free_seat_for_eight_minutes() {
                                holds.hold(ada, List.of(A1), NOON);

                                assertThat(holds.seatsHeldBy(ada, NOON)).containsExactly(A1);
                                assertThat(holds.isFree(A1, NOON.plusSeconds(479))).isFalse();
                            }""")
                .saysAtLength(
                        "R1:",
                        comment("The first rule is what everything else builds on, so it comes first. One"
                                + " second before the end is close enough to notice a hold that is too short."))
                .says("R2:", 0.85, """
                            @Test // R2
                            void holds_none_of_the_seats_when_one_is_taken() {
                                holds.hold(ben, List.of(A2), NOON);

                                assertThatThrownBy(() -> holds.hold(ada, List.of(A1, A2), NOON))
                                        .isInstanceOf(SeatTakenException.class)
                                        .hasMessageContaining("A2");
                                assertThat(holds.isFree(A1, NOON)).isTrue();
                            }""")
                .saysAtLength(
                        "R2:",
                        comment(
                                "The taken seat stands second on purpose: an implementation that holds seats"
                                        + " one by one would have held the first when it finds out. The message has to name the seat."))
                .says("R3:", 0.7, """
                            @Test // R3
                            void starts_anew_when_the_same_visitor_holds_again() {
                                holds.hold(ada, List.of(A1), NOON);
                                holds.hold(ada, List.of(A1), NOON.plusSeconds(300));

                                assertThat(holds.isFree(A1, NOON.plusSeconds(500))).isFalse();
                                assertThat(holds.isFree(A1, NOON.plusSeconds(780))).isTrue();
                            }""")
                .saysAtLength(
                        "R3:",
                        comment("Two moments are needed: one after the first eight minutes, to see that they"
                                + " no longer count, and one after the second, to see that the hold ends at all."))
                .says("R4:", 0.8, """
                            @Test // R4
                            void is_free_for_anybody_at_the_very_end_of_a_hold() {
                                holds.hold(ada, List.of(A1), NOON);

                                holds.hold(ben, List.of(A1), NOON.plus(SeatHold.HOLD));

                                assertThat(holds.seatsHeldBy(ben, NOON.plus(SeatHold.HOLD))).containsExactly(A1);
                            }""")
                .saysAtLength(
                        "R4:",
                        comment("This is the boundary that implementations get wrong most often: at exactly"
                                + " eight minutes the hold is over. The test asks from the other visitor's side."))
                .says("R5:", 0.7, """
                            @Test // R5
                            void refuses_a_seventh_seat() {
                                holds.hold(ada, seats(6), NOON);

                                assertThatThrownBy(() -> holds.hold(ada, List.of(B1), NOON.plusSeconds(1)))
                                        .isInstanceOf(TooManySeatsException.class);
                            }

                            @Test // R5
                            void does_not_count_seats_whose_hold_is_over() {
                                holds.hold(ada, seats(6), NOON);

                                holds.hold(ada, List.of(B1), NOON.plusSeconds(480));

                                assertThat(holds.seatsHeldBy(ada, NOON.plusSeconds(480))).containsExactly(B1);
                            }""")
                .saysAtLength(
                        "R5:",
                        comment(
                                "The rule has two halves, so it gets two tests. The second would also fail if"
                                        + " the limit were counted over the whole performance, a mistake that is easy to make."))
                .says("R6:", 0.85, """
                            @Test // R6
                            void never_gives_a_sold_seat_away_again() {
                                holds.hold(ada, List.of(A1), NOON);
                                holds.buy(ada, A1, NOON.plusSeconds(60));

                                assertThat(holds.isFree(A1, NOON.plusSeconds(86_400))).isFalse();
                                assertThatThrownBy(() -> holds.hold(ada, List.of(A1), NOON.plusSeconds(120)))
                                        .isInstanceOf(SeatTakenException.class);
                            }""")
                .saysAtLength(
                        "R6:",
                        comment("A day later is far beyond any hold. Even the buyer is refused, because the"
                                + " rule says anybody, and an exception for the buyer would be the obvious shortcut."))
                .says("R7:", 0.8, """
                            @Test // R7
                            void sells_only_to_the_visitor_who_holds_the_seat() {
                                holds.hold(ada, List.of(A1), NOON);

                                assertThatThrownBy(() -> holds.buy(ben, A1, NOON)).isInstanceOf(NotHeldException.class);
                                assertThatThrownBy(() -> holds.buy(ada, A1, NOON.plusSeconds(480)))
                                        .isInstanceOf(NotHeldException.class);
                            }""")
                .saysAtLength(
                        "R7:",
                        comment("Both ways of not holding a seat belong here: never having held it, and having"
                                + " held it too long ago. The second is the one that a slow payment runs into."))
                .says("R8:", 0.75, """
                            @Test // R8
                            void refuses_a_request_without_seats_or_with_one_twice() {
                                assertThatIllegalArgumentException().isThrownBy(() -> holds.hold(ada, List.of(), NOON));
                                assertThatIllegalArgumentException()
                                        .isThrownBy(() -> holds.hold(ada, List.of(A1, A1), NOON));
                            }""")
                .saysAtLength(
                        "R8:",
                        comment("A mistake of the caller is told apart from a seat that is taken, so the test"
                                + " asks for the exact kind of exception and not just for any."))
                .says(1, """
                        }
                        ```""");
    }

    private static String comment(String reasons) {
        return "    /* In detail: " + reasons
                + " It uses its own visitor and its own moment, so that it says what it needs"
                + " without a look at the other tests, and it asserts through the public methods alone, so that the class"
                + " may keep its holds in whatever way it likes. */";
    }
}
