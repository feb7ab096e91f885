import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def lack = /The run log \S+ has no end: its JVM \(process \d+\) was killed, or a test ended it: 3 of the 6 planned runs of SecondTest\.isKilled are there; ThirdTest\.doesNotGetToRun did not get to run\./

assert log =~ /\[ERROR\] ${lack}/
assert log =~ /${lack} Nothing was accepted\. Measure again: mvn verify\..* -Dtokenbudget\.acceptIncomplete=true\./
assert log.contains('SecondTest.isKilled: not all of its runs are there, so its baseline stays.')
assert log.contains('ThirdTest.doesNotGetToRun did not run: its baseline stays.')
assert log =~ /Failed to execute goal \S+:run .*: The run log \S+ has no end: .* 3 of the 6 planned runs of SecondTest\.isKilled are there/

def baseline(String testClass) {
    new JsonSlurper().parse(new File(basedir, "src/test/tokenbudget/${testClass}.json"))
}
def reasons(String testClass, String name) {
    baseline(testClass).tasks[name].accepted.collect { baseline(testClass).acceptances[it - 1].reason }
}
assert reasons('FirstTest', 'ends') == ['first', 'whole']
assert baseline('SecondTest').tasks.isKilled.runs.attempted == 6
assert reasons('SecondTest', 'isKilled') == ['first']
assert reasons('ThirdTest', 'doesNotGetToRun') == ['first']
