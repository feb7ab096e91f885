import dev.tokenbudget.junit.BenchmarkTask;
import dev.tokenbudget.junit.ModelGateway;
import dev.tokenbudget.junit.TokenBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

/** A test session whose gateway is called from outside. Whatever is called is recorded; each measurement is a run. */
@TokenBudget
class UnderLoad {

    private static final Path NEXT = Path.of(System.getProperty("next"));

    @BeforeAll
    static void tellWhereTheGatewayIs(ModelGateway gateway) {
        System.out.println("gateway at " + gateway.to("stub"));
    }

    @BenchmarkTask(runs = 1_000_000, maxRuns = 1_000_000)
    void isCalled() throws InterruptedException, IOException {
        while (!Files.deleteIfExists(NEXT)) {
            Thread.sleep(50);
        }
    }
}
