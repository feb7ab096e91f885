import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def tasks = new JsonSlurper().parse(new File(basedir, 'target/tokenbudget/report/report.json')).tasks
def runsOf = { name -> tasks.find { it.task == name }.runs }

// Surefire repeats a single run that failed: one more attempt, and as many successes as were asked for.
assert runsOf('failsInItsSecondRun') == [attempted: 4, succeeded: 3]
assert log.contains('FlakyTest.failsInItsSecondRun(RunRecorder)[2]')
assert !log.contains('failsInItsSecondRun succeeded in')

// A failure that the pass rate puts up with is no failed test, so nothing is repeated.
assert runsOf('mayFailInItsSecondRun') == [attempted: 4, succeeded: 3]

// Where too few succeeded, the task is repeated as a whole: all runs count, none is lost, and the failure stands.
assert runsOf('fallsShortAtFirst') == [attempted: 8, succeeded: 5]
assert log =~ /fallsShortAtFirst succeeded in 1 of 4 runs, but minPassRate = 0\.9 asks for at least 4/
assert log =~ /Failures: 1, Errors: 0, Skipped: \d+, Flakes: 1/

assert tasks.every { it.metrics.total.after.n == it.runs.succeeded && it.metrics.total.after.mean == 1200 }
