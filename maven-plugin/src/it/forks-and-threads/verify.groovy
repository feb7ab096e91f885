import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text

// a build that lacked a run, counted one twice or charged it wrongly would not have passed
assert !log.contains('has no end')
assert !log.contains('counted once')

def logs = new File(basedir, 'target/tokenbudget/runs').listFiles().findAll { it.name.endsWith('.jsonl') }
def lines = logs.collectMany { it.readLines() }.collect { new JsonSlurper().parseText(it) }
assert lines.findAll { it.run }.collect { [it.run.task, it.run.number] }.toSet().size() == 6
assert lines.findAll { it.run }.size() == 6
assert lines.findAll { it.end }.size() == logs.size()
