def output = new File(basedir, 'build.log').text
def logs = new File(basedir, 'target/tokenbudget/runs').listFiles()

// one log for the whole JVM, with a beginning, all runs, and an end
assert logs.length == 1
def lines = logs[0].readLines()
assert lines[1].startsWith('{"planned":[')
assert lines[1].contains('"task":"reports","runs":1')
assert lines[1].contains('"task":"repeats it","runs":3')
assert lines.count { it.startsWith('{"run":') } == 5
assert lines.any { it.startsWith('{"skipped":') && it.contains('"task":"left out"') && it.contains('no key') }
assert lines.last().startsWith('{"end":') && lines.last().contains('"runs":5')

assert output =~ /AgentTest\.reports +1 +110 .*NEW/
assert output =~ /AgentTest\.repeats it +3 +110 .*NEW/
assert output =~ /PlainTest\.plain +1 +30 .*NEW/
assert !output.contains('were left out')
