package booking;

import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts what runs at night. The hour comes from the configuration, in the time zone of the server. */
public final class NightlyJobs implements Runnable {

    private final SlotPlanner planner;
    private final Clock clock;

    public NightlyJobs(SlotPlanner planner, Clock clock) {
        this.planner = planner;
        this.clock = clock;
    }

    @Override
    public void run() {
        planner.planAll(LocalDate.now(clock));
    }

    public static ScheduledExecutorService schedule(NightlyJobs jobs, long minutesToFirstRun) {
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
        timer.scheduleAtFixedRate(jobs, minutesToFirstRun, TimeUnit.DAYS.toMinutes(1), TimeUnit.MINUTES);
        return timer;
    }
}
