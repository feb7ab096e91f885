package dev.tokenbudget.internal.gateway.replay;

import dev.tokenbudget.internal.replay.RecordedRun;
import dev.tokenbudget.internal.run.ReplayedRun.Departure;
import dev.tokenbudget.usage.ModelCall;
import java.util.List;

/**
 * A run of an agent.
 *
 * @param answers the texts that it got, and errors
 * @param calls what it was charged with
 * @param recording what was said, where a model answered
 * @param departures where it left the recording, where one answered
 */
record Played(List<String> answers, List<ModelCall> calls, RecordedRun recording, List<Departure> departures) {}
