def log = new File(basedir, 'build.log').text

assert log =~ /ReviewTest\.reviews +3 +1,200 +~1,200 +1,200 +\+0\.0 % +OK/
assert !log.contains('[WARNING] ReviewTest')
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('passed, 2 tasks')
