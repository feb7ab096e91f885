def log = new File(basedir, 'build.log').text
assert log.count('TokenBudget is left out, because tokenbudget.skip is true.') == 2
assert !new File(basedir, 'target/tokenbudget').exists()
