package dev.tokenbudget.suites.offline;

/** Answers to the customer of a night train that was cancelled, the summaries of the chat, and a judge's opinion of it. */
final class SupportDeskScripts {

    private SupportDeskScripts() {}

    static Script desk() {
        return Script.of("customers of a night train line")
                .turnByTurn()
                .inForm(SupportDeskScripts::asJson)
                .says("was cancelled", 1, """
                        I am sorry about that. You may have the whole fare back, or travel on another night within 14 days in the
                        same class without paying more. Tell us within 30 days which of the two you want; otherwise the fare is
                        paid back.""")
                .says("was cancelled", 0.4, """
                        Fees for berths and places for bicycles are part of the fare, so you get them back as well.""")
                .says("was cancelled", 0.4, """
                        If you had to stay overnight, we pay for one night in a hotel up to 120 euros a person. Keep the bill.""")
                .says("was cancelled", 0.5, "If you give me your booking number, I can look it up.")
                .says("NT-48213", 1, """
                        Thank you. I see four berths on the train of yesterday evening, paid by card, and nothing has been claimed
                        yet.""")
                .says("conductor", 1, """
                        We do. With your ticket you could have taken any day train of our partners, so what the conductor made you
                        buy is paid back, up to twice the fare of the night train. The fare of the night train is then paid back
                        only in so far as the day trains were cheaper.""")
                .says("conductor", 0.5, """
                        Had no train reached Hamburg within twelve hours of the planned arrival, a bus or a flight would be paid,
                        too.""")
                .says("conductor", 0.4, """
                        Upload a photo of each ticket under "My claims" in your account, with the number of your booking. The money
                        goes to your card within ten working days after the claim is complete.""")
                .says("bicycles", 1, """
                        Yes. Both places are paid back in full with the fare, 30 euros together, even though you travelled on by
                        day.""")
                .says("bicycles", 0.4, "You need not send anything for them: they are part of the same booking.")
                .says("berth", 1, """
                        Book all four of you in one booking: then the system puts you into one compartment if there is room. To be
                        sure, book the compartment as private, with four berths in the couchette.""")
                .says("berth", 0.5, """
                        You can also choose the berths on the plan of the car for 6 euros a person; with a child under 15 it costs
                        nothing.""")
                .says("berth", 0.3, """
                        Bookings that were made apart can be put together up to seven days before departure: call us with both
                        numbers.""")
                .says("dog", 1, """
                        Gladly, in a compartment that is booked as private, and not in the sleeper. A dog costs 29 euros whatever
                        its size.""")
                .says("dog", 0.6, """
                        Bring a muzzle for the corridor, a blanket, and the vaccination card in the pet passport.""")
                .says("dog", 0.3, "At stops of more than ten minutes you can go for a walk; ask the attendant first.")
                .says("jacket", 1, """
                        Report it by the form for lost property on our site, with train number, date, car and berth. What is found
                        is kept for 90 days, so the jacket may well be there.""")
                .says("jacket", 0.5, """
                        We search for 30 days and write to you in either case. Sending it costs 12 euros within the country and 25
                        euros abroad.""")
                .says("voucher", 1, """
                        You need not take one. Upload the tickets and a photo of each bill under "My claims" in your account, or
                        send them by post; e-mail is not accepted. The money goes to your card within ten working days after the
                        claim is complete.""")
                .says("voucher", 0.3, "You have time for this: claims can be made up to one year after the journey.");
    }

    static Script summariser() {
        return Script.of("Summarise this.")
                .says(
                        1,
                        "Night train Zurich to Hamburg cancelled; customer told: fare back or another night within 14 days.")
                .says("NT-48213", 1, "Booking NT-48213, four people, nothing claimed yet.")
                .says(
                        "conductor",
                        1,
                        "Took day trains; tickets bought from the conductor are paid back, up to twice the fare.")
                .says("bicycles", 0.8, "Places for two bicycles are paid back, 30 euros.")
                .says("berth", 0.8, "Wants berths in one compartment next time: one booking, or a private compartment.")
                .says("dog", 0.8, "Asked about a dog: 29 euros, private compartment only.")
                .says("jacket", 0.8, "Lost a blue jacket three weeks ago: form for lost property, kept 90 days.")
                .says(0.4, "The customer is calm and wants exact amounts.");
    }

    static Script judge() {
        return Script.of("Judge this chat.")
                .says(1, "GOOD. Amounts and periods are those of the articles, and each question got its answer first.")
                .says("conductor", 0.7, """
                        The answer about the day trains says clearly what is left of the night train's fare, which most answers
                        forget.""")
                .says(
                        "jacket",
                        0.5,
                        "For the jacket, the depot's address would have helped; the articles do not have it.")
                .says("Another judge said", 1, """
                        I agree with the other judge on all points but one: what was said about the dog could mention the sleeper
                        earlier.""")
                .says(0.4, "Nothing was promised that no article promises.");
    }

    private static String asJson(String words) {
        return OfflineJson.object().put("reply", words.strip()).toString();
    }
}
