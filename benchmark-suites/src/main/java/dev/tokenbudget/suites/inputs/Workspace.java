package dev.tokenbudget.suites.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The files of one task, as an agent with tools may read them.
 *
 * <p>They lie in this module's jar, so an agent cannot change them and finds the same files on every machine.
 */
public final class Workspace {

    private final String folder;
    private final List<String> files;

    private Workspace(String folder, String... files) {
        this.folder = folder;
        this.files = List.of(files);
    }

    /** {@return the branch of a web shop whose pull request ({@code pull-request.diff}) adds discount codes} */
    public static Workspace codeReview() {
        return new Workspace(
                "code-review",
                "pull-request.diff",
                "src/main/java/shop/checkout/CheckoutController.java",
                "src/main/java/shop/order/Customer.java",
                "src/main/java/shop/order/Discount.java",
                "src/main/java/shop/order/DiscountRepository.java",
                "src/main/java/shop/order/DiscountService.java",
                "src/main/java/shop/order/Order.java",
                "src/test/java/shop/order/DiscountServiceTest.java");
    }

    /** {@return a feature's rules ({@code feature.md}) and the class that follows them ({@code SeatHold.java})} */
    public static Workspace testGeneration() {
        return new Workspace("test-generation", "feature.md", "SeatHold.java");
    }

    /** {@return a team's backlog of twelve stories ({@code stories.md})} */
    public static Workspace sprintPlanning() {
        return new Workspace("sprint-planning", "stories.md");
    }

    /**
     * {@return what is known of an incident ({@code stack-trace.txt}, {@code application.log}) and the sources it is
     * in}
     */
    public static Workspace bugDiagnosis() {
        return new Workspace(
                "bug-diagnosis",
                "stack-trace.txt",
                "application.log",
                "src/main/java/booking/Clinic.java",
                "src/main/java/booking/NightlyJobs.java",
                "src/main/java/booking/SlotPlanner.java",
                "src/main/java/booking/SlotSequence.java");
    }

    /** {@return the description of an API with six operations ({@code openapi.yaml})} */
    public static Workspace apiDocumentation() {
        return new Workspace("api-documentation", "openapi.yaml");
    }

    /** {@return the help articles of a night train line, one file each} */
    public static Workspace supportDesk() {
        return new Workspace(
                "support-desk",
                "accessibility.md",
                "berths.md",
                "bicycles.md",
                "cancelled-trains.md",
                "delays.md",
                "dogs.md",
                "lost-property.md",
                "luggage.md",
                "meals.md",
                "onward-travel.md",
                "refund-times.md",
                "vouchers.md");
    }

    /** {@return the paths of the files, sorted as an agent would list them} */
    public List<String> files() {
        return files;
    }

    /**
     * {@return a file's text}
     *
     * @param path a path as {@link #files()} lists it
     * @throws IllegalArgumentException if there is no such file
     */
    public String read(String path) {
        if (!files.contains(path)) {
            throw new IllegalArgumentException("There is no file " + path + "; there are " + String.join(", ", files));
        }
        try (InputStream in = Workspace.class.getResourceAsStream(folder + "/" + path)) {
            if (in == null) {
                throw new IllegalStateException("The jar of the benchmark suites lacks " + folder + "/" + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
