def log = new File(basedir, 'build.log').text

assert log.contains('This build left out tests (-Dtest=ReviewTest): 1 task of the baseline did not run and is not judged.')
assert log.contains('No task was measured: this build left out tests (-DskipTests).')
assert !log.contains('MISSING')
// the runs of the first build are kept
assert new File(basedir, 'target/tokenbudget/runs.previous').list().size() == 1
