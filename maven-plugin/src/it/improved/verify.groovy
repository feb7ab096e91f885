def log = new File(basedir, 'build.log').text

assert log.contains("ReviewTest.reviews used 700 tokens a run on average, -41.7 % against the baseline's 1,200.")
assert log.contains('Keep the gain by accepting it')
assert new File(basedir, 'target/tokenbudget/report/report.md').text.contains('| 1,200 → 700 | **-41.7 %** | - | IMPROVED')
