def log = new File(basedir, 'build.log').text

assert log =~ /Accepted since \d{4}-\d\d-\d\d: \+3\.3 % in 1 step of 1 task \(from the .*\): one run of each used 1,200 tokens before, and uses 1,240 now\./
assert log =~ /\d{4}-\d\d-\d\d \+3\.3 % .*"longer-prompt"/
assert log =~ /Moved since \d{4}-\d\d-\d\d, of 1 task: 0 change points\./

assert log =~ /\[WARNING\] Note: long runs: 1,240 tokens used by a run of a task, the mean of a day, more than 1,230 tokens \(\d{4}-\d\d-\d\d, ReviewTest\.reviews\)\./
assert log =~ /\[ERROR\] Alert: long runs: 1,3[06]0 tokens used by a run of a task, the mean of a day, more than 1,290 tokens/
assert log.contains('tokenbudget.history is not set')
assert log.contains('tokenbudget.webhook cannot be used: it is no URL')
