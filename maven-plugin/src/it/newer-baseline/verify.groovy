def log = new File(basedir, 'build.log').text

assert log.contains('ReviewTest.json: its schemaVersion is 99, but this TokenBudget reads up to 3.')
assert !(log =~ /--- .*surefire/)
