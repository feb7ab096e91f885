def log = new File(basedir, 'build.log').text

assert log.contains("This build's runs are added to those measured before.")
assert log.contains('ReviewTest.reviews: new, 1,200 tokens a run on average (6 runs)')
assert !new File(basedir, 'target/tokenbudget/runs.previous').exists()
