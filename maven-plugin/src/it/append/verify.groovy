def log = new File(basedir, 'build.log').text

assert log.contains("This build's runs are added to those measured before.")
assert log =~ /ReviewTest\.reviews: new, 1,200 tokens .*6 runs/
assert !new File(basedir, 'target/tokenbudget/runs.previous').exists()
