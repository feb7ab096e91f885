package dev.tokenbudget.internal.history.change;

import dev.tokenbudget.internal.statistics.Drift;
import dev.tokenbudget.internal.text.Figures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all steps that were accepted since a day add up to. Each may be below every tolerance, and their sum is in no build's verdict.
 *
 * @param from the first day in UTC
 * @param tasks the tasks that have steps, those that grew most first
 * @param source where the steps are known from, in words
 * @param remarks what could not be known
 */
public record Creep(LocalDate from, List<TaskCreep> tasks, String source, List<String> remarks) {

    public Creep {
        tasks = List.copyOf(tasks);
        remarks = List.copyOf(remarks);
    }

    /** Return what {@code steps} add up to; they are in the order in which they were accepted. */
    static Creep of(LocalDate from, List<AcceptedStep> steps, String source, List<String> remarks) {
        Map<String, List<AcceptedStep>> byTask = new LinkedHashMap<>();
        steps.forEach(step ->
                byTask.computeIfAbsent(step.task(), task -> new ArrayList<>()).add(step));
        List<TaskCreep> tasks = byTask.entrySet().stream()
                .map(task -> new TaskCreep(task.getKey(), task.getValue()))
                .sorted(Comparator.comparing(TaskCreep::growth).reversed().thenComparing(TaskCreep::task))
                .toList();
        return new Creep(from, tasks, source, remarks);
    }

    /** Return this and what steps of {@code other} tasks add up to. */
    Creep and(Creep other) {
        List<AcceptedStep> steps = new ArrayList<>();
        tasks.forEach(task -> steps.addAll(task.steps()));
        other.tasks.forEach(task -> steps.addAll(task.steps()));
        List<String> all = new ArrayList<>(remarks);
        other.remarks.stream().filter(remark -> !remarks.contains(remark)).forEach(all::add);
        return of(from, steps, source, all);
    }

    /** Return mean tokens of one run of each of these tasks before their first steps. */
    public double before() {
        return tasks.stream().mapToDouble(TaskCreep::before).sum();
    }

    /** Return mean tokens of one run of each of these tasks after their last steps. */
    public double after() {
        return tasks.stream().mapToDouble(TaskCreep::after).sum();
    }

    /** Return the growth of all these tasks together: 0.26 for +26 %. */
    public double growth() {
        return Drift.of(before(), after());
    }

    /** Return that in words, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (tasks.isEmpty()) {
            lines.add("No step was accepted since " + from + " (" + source + ").");
        } else {
            int steps = tasks.stream().mapToInt(task -> task.steps().size()).sum();
            lines.add("Accepted since " + from + ": " + Figures.percent(growth()) + " in "
                    + Figures.count(steps, "step", "steps")
                    + " of " + Figures.count(tasks.size(), "task", "tasks") + " (" + source + "): one run of each used "
                    + Figures.count(Math.rint(before())) + " tokens before, and uses "
                    + Figures.count(Math.rint(after()))
                    + " now.");
        }
        for (TaskCreep task : tasks) {
            lines.add("  " + task.inWords());
            task.steps().forEach(step -> lines.add("    " + step.inWords()));
        }
        lines.addAll(remarks);
        return lines;
    }
}
