def log = new File(basedir, 'build.log').text
assert log.count('Skipping TokenBudget (tokenbudget.skip=true).') == 2
assert !new File(basedir, 'target/tokenbudget').exists()
