package dev.tokenbudget.suites.inputs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who asks a support desk one question after the other, says the booking's number where the desk asks for it, and does
 * not ask what an answer has told already.
 */
public final class Customer {

    private static final String BOOKING_NUMBER = "booking number";

    private final String firstQuestion;
    private final Deque<Question> questions;
    private final List<String> answers = new ArrayList<>();
    private Optional<String> bookingNumber = Optional.of("It is NT-48213, for four people.");

    /** A question, and the words in an earlier answer that have told what it asks for. */
    private record Question(String text, Optional<String> told) {

        Question(String text) {
            this(text, Optional.empty());
        }

        Question unlessTold(String words) {
            return new Question(text, Optional.of(words));
        }
    }

    private Customer(String firstQuestion, Question... questions) {
        this.firstQuestion = firstQuestion;
        this.questions = new ArrayDeque<>(List.of(questions));
    }

    /** {@return a customer whose night train was cancelled} */
    public static Customer ofCancelledTrain() {
        return new Customer(
                "Our night train from Zurich to Hamburg was cancelled yesterday evening. Do we get our fare back, or can we"
                        + " travel on another night?",
                new Question(
                        "We took day trains in the morning and the conductor made us buy tickets. Who pays for those?"),
                new Question("We had booked places for two bicycles in the luggage car. Are they paid back, too?")
                        .unlessTold("places for bicycles"),
                new Question(
                        "My daughter's berth was in another compartment. How do I book so that we all have berths in one"
                                + " compartment?"),
                new Question("And could our dog come along next time? What does a dog cost?"),
                new Question(
                        "We also lost a blue jacket on the way there, three weeks ago. Where do I report the loss, and how"
                                + " long is it kept?"),
                new Question("I do not want a voucher. How do I send in the bills, and when is the money paid back?")
                        .unlessTold("My claims"));
    }

    /** {@return the question that the customer begins with} */
    public String firstQuestion() {
        return firstQuestion;
    }

    /**
     * {@return what the customer says to an answer, empty where nothing is left to ask}
     *
     * @param answer the desk's answer to the last question
     */
    public Optional<String> replyTo(String answer) {
        answers.add(answer);
        if (answer.contains(BOOKING_NUMBER) && bookingNumber.isPresent()) {
            Optional<String> number = bookingNumber;
            bookingNumber = Optional.empty();
            return number;
        }
        while (!questions.isEmpty()) {
            Question next = questions.removeFirst();
            if (next.told().filter(this::wereSaid).isEmpty()) {
                return Optional.of(next.text());
            }
        }
        return Optional.empty();
    }

    private boolean wereSaid(String words) {
        return answers.stream().anyMatch(answer -> answer.contains(words));
    }
}
