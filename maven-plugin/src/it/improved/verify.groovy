def log = new File(basedir, 'build.log').text

assert log =~ /ReviewTest\.reviews used 700 tokens .*-41\.7 % .*1,200/
assert log.contains('Keep the gain by accepting it')
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('| 1,200 → 700 | **-41.7 %** | - | IMPROVED')
