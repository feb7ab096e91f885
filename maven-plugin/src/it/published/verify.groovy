def log = new File(basedir, 'build.log').text
assert new File(basedir, '.tokenbudget/history.db').exists()
assert new File(basedir, '.tokenbudget/.gitignore').text == '*\n'

def added = (log =~ /History: (\d+) runs with (\d+) calls added to jdbc:sqlite:.*history\.db\./)
assert added.find()
def runs = added.group(1)
assert log.contains("History: 0 runs with 0 calls added to")
assert log.contains("; ${runs} were there already.")

// the databases say nothing of themselves
assert !log.contains('jOOQ')
assert !log.toLowerCase().contains('flyway')
assert !log.contains('SLF4J')

def lines = new File(basedir, 'history.jsonl').readLines().collect { new groovy.json.JsonSlurper().parseText(it) }
assert lines.count { it.build } == 1
assert lines.count { it.run } == runs as int
assert lines.findAll { it.run }.every { it.run.labels.team == 'payments' && it.run.labels.sprint == '42' }
assert lines.findAll { it.run }.every { it.run.calls.every { it.usage.input > 0 } }

assert log.contains('tokenbudget.history is not set')
assert log.contains('The history was not updated: The history jdbc:postgresql://127.0.0.1:1/nowhere could not be opened')
assert !new File(basedir, 'target/tokenbudget/settings.json').text.contains('hunter2')
assert !log.contains('hunter2')
